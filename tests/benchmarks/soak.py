"""The memory of a server after thousands of sessions: `python tests/benchmarks/soak.py`.

Opens sessions in batches, each for one run of a page, and closes them; then waits until Streamlit
has let go of those that were closed. What the server held after the first batches, when all that
is kept for everybody is kept, against what it holds in the end. Speaks to this machine alone.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from load import failures
from served import ROOT, Server, dashboard
from visitor import open_tab
from walk import PAGES

MOST_SESSIONS = 5000
FIRST = 200  # sessions, after which the server holds what it holds for everybody
# Streamlit keeps a closed session for 120 seconds, for a browser that comes back.
SETTLES_IN = 150.0


def main() -> None:
    """Read the command line, open and close the sessions, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--warehouse", type=Path, required=True)
    parser.add_argument("--sessions", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=25)
    parser.add_argument("--page", choices=PAGES, default="")
    parser.add_argument("--goal", action="store_true", help="exit 1 where memory is not back")
    options = parser.parse_args()
    if not 2 * FIRST <= options.sessions <= MOST_SESSIONS:
        parser.error(f"between {2 * FIRST} and {MOST_SESSIONS} sessions")
    sys.path.insert(0, str(ROOT))
    with dashboard(options.warehouse.resolve()) as server:
        begun = time.monotonic()
        errors = asyncio.run(_sessions(server, options, FIRST))
        settled = _settled(server)
        most = 0.0
        for number in _batches(options.sessions - FIRST, 10 * options.at_once):
            errors += asyncio.run(_sessions(server, options, number))
            most = max(most, server.megabytes)
        after = _settled(server)
        seconds = time.monotonic() - begun
    print(
        f"{options.sessions} sessions in {seconds:.0f} s, {errors} with errors:"
        f" {settled:.0f} MB after the first {FIRST}, {most:.0f} MB at most, {after:.0f} MB in the"
        f" end, {after / settled - 1:+.0%} (goal: within a tenth)"
    )
    if options.goal and (errors or after > 1.1 * settled):
        raise SystemExit(1)


async def _sessions(server: Server, options: argparse.Namespace, number: int) -> int:
    """Opens and closes so many sessions; how many showed an error."""
    turn = asyncio.Semaphore(options.at_once)
    known = failures()

    async def one() -> bool:
        async with turn:
            tab = await open_tab(server.address, failures=known)
            run = await tab.visit(options.page, "")
            await tab.close()
            return bool(run.errors) or run.title != PAGES[options.page][0]

    return sum(await asyncio.gather(*(one() for _ in range(number))))


def _batches(number: int, size: int) -> Iterator[int]:
    while number > 0:
        yield min(size, number)
        number -= size


def _settled(server: Server) -> float:
    """What is held once closed sessions are let go of."""
    time.sleep(SETTLES_IN)
    return server.megabytes


if __name__ == "__main__":
    main()
