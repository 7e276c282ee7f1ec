"""How far a build has come: a line that a person sees change, or lines that a program reads."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lib.warehouse.build import Progress

FORMS = ("auto", "json")


@contextmanager
def told(form: str, steps: int) -> Iterator[Progress]:
    """Who is told what is being done, on standard error.

    Args:
        form: `json` for one object a line (step, of, doing); `auto` for a person at a terminal.
        steps: about how many there will be.
    """
    if form == "json":
        done = 0

        def tell(text: str) -> None:
            nonlocal done
            done += 1
            line = {"step": done, "of": max(steps, done + 1), "doing": text}
            print(json.dumps(line), file=sys.stderr, flush=True)

        yield tell
        return
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from tqdm import tqdm  # which takes a tenth of a second to import

    with tqdm(file=sys.stderr, bar_format="{desc} {elapsed}") as bar:
        yield lambda text: bar.set_description_str(text[:60].ljust(60))
