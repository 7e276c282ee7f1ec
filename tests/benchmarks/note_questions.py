"""Runs one page for real and notes every question it asks of the build.

`python note_questions.py <page> <warehouse> <file>`: the file is a pickle of
(name, SQL, parameters). So the benchmark measures what pages fetch, not what it thinks.
"""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from lib import settings
from lib.warehouse import engine

APP = Path(__file__).resolve().parents[2] / "app.py"
# Without the engine's own limit, so that a question that is too slow is measured, too.
RUN_SECONDS = 600
settings.QUERY_SECONDS = RUN_SECONDS


def main(page: str, warehouse: str, file: str) -> None:
    noted: list[tuple[str, str, Mapping[str, object]]] = []
    fetch = engine.Session.fetch

    def noting(
        session: engine.Session, sql: str, parameters: Mapping[str, object] | None = None
    ) -> pd.DataFrame:
        noted.append((_name(sql, parameters or {}), sql, dict(parameters or {})))
        return fetch(session, sql, parameters)

    engine.Session.fetch = noting  # type: ignore[method-assign]
    sys.argv = ["app.py", "--warehouse", warehouse]
    app = AppTest.from_file(str(APP), default_timeout=RUN_SECONDS)
    # The first page is the default one; every later page finds the shell's answers cached.
    if page == "overview":
        app.run()
    else:
        app.switch_page(f"pages/{page}.py").run()
    if app.exception:
        # What it asked before it failed is still worth measuring.
        print(f"{page} ended with {app.exception[0].message}", file=sys.stderr)
    Path(file).write_bytes(pickle.dumps(noted))


def _name(sql: str, parameters: Mapping[str, object]) -> str:
    """What is asked, in short: the last `from` of the SQL and how many days it names."""
    asked = re.findall(r"\bfrom\s+(?:core\.)?([a-z_]+)", sql.rpartition("\n\n")[2])
    name = "metrics" if "answers" in asked else asked[0] if asked else "?"
    days = sum(key.startswith("as_of_") for key in parameters)
    return f"{name} on {days} days" if days > 1 else name


if __name__ == "__main__":
    main(*sys.argv[1:])
