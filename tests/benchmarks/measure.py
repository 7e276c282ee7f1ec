"""Time and memory of one thing, each in a process of its own.

Owns the children that `run.py` starts: `python measure.py <what> <arguments>` does one
thing once and prints one JSON object. `lib` is found through PYTHONPATH. Must not compare
or print for people.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

WARM_RUNS = 5
LONGEST_SECONDS = 600.0


def peak_bytes() -> int:
    """The most memory this process ever held."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the parent that started us, too
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _cpu() -> float:
    times = os.times()
    return times.user + times.system


def _timed(action: Callable[[], object]) -> dict[str, float]:
    begun, cpu = time.perf_counter(), _cpu()
    action()
    return {
        "seconds": time.perf_counter() - begun,
        "cpu": _cpu() - cpu,
        "bytes": peak_bytes(),
    }


def bare_read(exports: Path) -> dict[str, float]:
    """DuckDB's `read_csv` of every file into a table in memory, all text, left to itself."""
    import duckdb

    con = duckdb.connect()

    def read() -> None:
        for file in sorted(exports.glob("*.csv")):
            con.execute(
                f'create table "{file.stem}" as select * from read_csv(?, all_varchar = true)',
                [str(file)],
            )

    return _timed(read)


def build(exports: Path, warehouse: Path) -> dict[str, object]:
    """The whole of our build, and how long each step of it took."""
    from datetime import UTC, datetime

    from lib.warehouse.build import build as make

    steps: list[tuple[float, str]] = []
    found: dict[str, object] = {
        **_timed(
            lambda: make(
                [exports],
                warehouse,
                datetime.now(UTC),
                lambda said: steps.append((time.perf_counter(), said)),
            )
        )
    }
    steps.append((time.perf_counter(), ""))
    found["steps"] = [(said, later - at) for (at, said), (later, _) in pairwise(steps)]
    return found


def questions(warehouse: Path, asked: Path) -> list[dict[str, object]]:
    """Questions a page asks (as `run.py` noted them): the first time and, in the median, again.

    The first time includes opening the build.
    """
    import pickle

    from lib import settings
    from lib.warehouse import engine

    settings.QUERY_SECONDS = LONGEST_SECONDS  # a page would give up after ten
    found: list[dict[str, object]] = []
    begun = time.perf_counter()
    with engine.lease(warehouse) as session:
        opened = time.perf_counter() - begun
        noted = pickle.loads(asked.read_bytes())
        for name, sql, parameters in noted:
            cold = _timed(lambda s=sql, p=parameters: session.fetch(s, p))["seconds"]
            found.append({"name": name, "cold": cold, "opened": opened})
        for entry, (_, sql, parameters) in zip(found, noted, strict=True):
            entry["warm"] = median(
                _timed(lambda s=sql, p=parameters: session.fetch(s, p))["seconds"]
                for _ in range(WARM_RUNS)
            )
    return found


def pandas_way(exports: Path, day: str) -> dict[str, object]:
    """The three questions asked of pandas."""
    import with_pandas

    return with_pandas.answer(exports, day, _timed)


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    action = {
        "bare_read": lambda exports: bare_read(Path(exports)),
        "build": lambda exports, warehouse: build(Path(exports), Path(warehouse)),
        "questions": lambda warehouse, asked: questions(Path(warehouse), Path(asked)),
        "pandas": lambda exports, day: pandas_way(Path(exports), day),
    }[what]
    print(json.dumps(action(*arguments)))
