"""The load: `make load`, or `python tests/benchmarks/load.py --warehouse DIR`.

25 people at once, each with ten seconds of thought between two clicks, on one server process,
and what they wait. Every run's title is checked and everything a reader would see go wrong is
counted. Owns the visitors' loop and the report. Speaks to this machine alone, for the minutes it
was told, and then ends. Asserts nothing: `--goal` makes it exit 1 where the goal is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from served import ROOT, Cost, Meter, Server, dashboard, free_port, script
from signed_in import Company, Reader
from signed_in import company as signed_in
from visitor import Run, Tab, open_tab, xsrf_cookie
from walk import AS_OF, OWN, PAGES, Step, Walk

PLAIN = Path(__file__).with_name("plain_page.py")
GOAL_P95, GOAL_P99 = 1.0, 2.0
MOST_USERS, MOST_MINUTES = 200, 60.0
PLAIN_RUNS = 30


@dataclass
class Noted:
    """A run and where it was.

    Args:
        kind: `page`, `filter` or `tab`.
        page: its address.
        at: seconds since the load began.
        run: what it brought.
    """

    kind: str
    page: str
    at: float
    run: Run


@dataclass
class Load:
    """A load while it goes on.

    Args:
        address: of the server.
        readers: who visits, one each.
        newest_on: the day of the exports.
        think: seconds between two clicks, in the mean.
        failures: headings that say that something failed.
        own: how often, of 100 times, a filter is set to what is the visitor's own.
    """

    address: str
    readers: Sequence[Reader]
    newest_on: date
    think: float
    failures: frozenset[str] = frozenset()
    own: int = OWN
    begun: float = field(default_factory=time.monotonic)
    noted: list[Noted] = field(default_factory=list)

    async def visitor(self, number: int, seed: int, until: float) -> None:
        """One person, from the first tab until the time is over."""
        reader = self.readers[number]
        walk = Walk(seed, reader.accounts, self.newest_on, self.own)
        headers = {"Cookie": await asyncio.to_thread(xsrf_cookie, self.address, reader.cookie)}
        await asyncio.sleep(walk.pause(self.think) * number % self.think)
        tab: Tab | None = None
        step = walk.first()
        while time.monotonic() < until:
            begun = time.perf_counter()
            try:
                tab = await self._do(step, tab, headers)
            except (OSError, TimeoutError, EOFError, KeyError) as error:
                waited = time.perf_counter() - begun
                run = Run(waited, 0.0, "", [f"{type(error).__name__}: {error}"[:200]], False)
                self._note(step, run)
                tab = None
            await asyncio.sleep(walk.pause(self.think))
            step = walk.step(step.page, _options(tab)) if tab else walk.first()
        if tab:
            await tab.close()

    async def _do(self, step: Step, tab: Tab | None, headers: dict[str, str]) -> Tab:
        if tab is None or step.kind == "tab":
            if tab:
                await tab.close()
            begun = time.perf_counter()
            tab = await open_tab(self.address, headers, self.failures)
            opened = time.perf_counter() - begun
            run = await tab.visit(step.page, step.query or "")
            run.seconds += opened
        elif step.kind == "filter":
            label = next(known for known in tab.widgets if known.startswith(step.label))
            run = await tab.choose(label, step.value)
        else:
            run = await tab.visit(step.page, step.query or "")
        self._note(step, run)
        return tab

    def _note(self, step: Step, run: Run) -> None:
        title = PAGES[step.page][0]
        if not run.errors and run.title.replace("\\", "") != title:
            run.errors = [f"the title was {run.title!r}, not {title!r}"]
        self.noted.append(Noted(step.kind, step.page, time.monotonic() - self.begun, run))


def main() -> None:
    """Read the command line, load the server, report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--warehouse", type=Path, required=True)
    parser.add_argument(
        "--signed-in", type=int, metavar="N", help="with sign-in; N of the users see one country"
    )
    parser.add_argument("--users", type=int, default=25)
    parser.add_argument("--think", type=float, default=10.0, help="seconds between two clicks")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--warm-up", type=float, default=0.0, help="seconds not reported")
    parser.add_argument("--own", type=int, default=OWN, help="of 100 filters, how many are habits")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--goal", action="store_true", help="exit 1 where the goal is missed")
    parser.add_argument("--json", type=Path, help="every run, a line each")
    options = parser.parse_args()
    if not 0 < options.users <= MOST_USERS or not 0 < options.minutes <= MOST_MINUTES:
        parser.error(f"at most {MOST_USERS} users and {MOST_MINUTES:g} minutes")
    sys.path.insert(0, str(ROOT))
    warehouse: Path = options.warehouse.resolve()
    country_of, newest_on = _known(warehouse)
    port = free_port()
    with (
        _company(options, warehouse, port, country_of) as company,
        script(PLAIN) as plain,
        dashboard(warehouse, port, company.told) as server,
    ):
        paces = [asyncio.run(_pace(plain))]
        load = Load(
            server.address, company.readers, newest_on, options.think, failures(), options.own
        )
        before = server.megabytes
        meter = Meter(server)
        asyncio.run(_all(load, options))
        cost = meter.read()
        paces.append(asyncio.run(_pace(plain)))
        report(load.noted, options.warm_up, cost, (before, server.megabytes), paces)
    if options.json:
        options.json.write_text("".join(_line(noted) for noted in load.noted))
    if options.goal and not _is_met([n.run for n in load.noted if n.at >= options.warm_up]):
        raise SystemExit(1)


@contextmanager
def _company(
    options: argparse.Namespace, warehouse: Path, port: int, country_of: dict[str, str]
) -> Iterator[Company]:
    if options.signed_in is None:
        yield Company([Reader(list(country_of))] * options.users, [])
        return
    with (
        TemporaryDirectory() as place,
        signed_in(
            Path(place), warehouse, port, country_of, options.users, options.signed_in
        ) as company,
    ):
        yield company


async def _all(load: Load, options: argparse.Namespace) -> None:
    until = time.monotonic() + 60 * options.minutes
    await asyncio.gather(
        *(load.visitor(n, 1000 * options.seed + n, until) for n in range(options.users))
    )


async def _pace(plain: Server) -> float:
    """What a run of a page that asks nothing takes one visitor: the machine's pace just now."""
    tab = await open_tab(plain.address)
    runs = [await tab.visit("", "") for _ in range(PLAIN_RUNS)]
    await tab.close()
    return median(run.seconds for run in runs)


def _known(warehouse: Path) -> tuple[dict[str, str], date]:
    """Account id -> its country, and the day of the exports."""
    from lib.warehouse import engine

    with engine.lease(warehouse) as session:
        rows = session.rows("select account_id, country from core.accounts order by account_id")
        day = session.rows("select as_of_on from core.build")[0]["as_of_on"]
    assert isinstance(day, date)
    return {str(row["account_id"]): str(row["country"] or "") for row in rows}, day


def failures() -> frozenset[str]:
    """The headings of every error that a page can show."""
    import logging

    # It would warn of every cache that is made outside a server.
    logging.disable(logging.WARNING)
    import lib.ui.page as _page  # every edge has its own, known once it is imported
    from lib.errors import GroundError

    assert _page
    kinds = [GroundError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return frozenset(kind.title for kind in kinds)


def _options(tab: Tab) -> dict[str, list[str]]:
    """Label -> what each widget on the page offers."""
    offered: dict[str, list[str]] = {}
    for label, element in tab.widgets.items():
        kind = element.WhichOneof("type")
        if kind == "button_group":
            offered[label] = [option.content for option in element.button_group.options]
        elif kind in ("multiselect", "selectbox"):
            offered[label] = list(getattr(element, kind).options)
        elif label.startswith(AS_OF):
            offered[AS_OF] = []
    return offered


def report(
    noted: Sequence[Noted],
    warm_up: float,
    cost: Cost,
    megabytes: tuple[float, float],
    paces: Sequence[float],
) -> None:
    """Print what people waited, what went wrong, and what it cost."""
    kept = [entry for entry in noted if entry.at >= warm_up]
    by_page: dict[str, list[Run]] = defaultdict(list)
    by_kind: dict[str, list[Run]] = defaultdict(list)
    for entry in kept:
        by_page[entry.page or "overview"].append(entry.run)
        by_kind[entry.kind].append(entry.run)
    head = (
        f"{'':<12}{'runs':>6}{'p50 s':>8}{'p95 s':>8}{'p99 s':>8}{'most s':>8}{'kB':>8}{'empty':>7}"
    )
    print(head)
    for name, runs in [*sorted(by_page.items()), *sorted(by_kind.items())]:
        print(_row(name, runs))
    print(_row("all", [entry.run for entry in kept]))
    errors = Counter(error for entry in noted for error in entry.run.errors)
    print(f"errors: {sum(errors.values())}")
    for error, times in errors.most_common(10):
        print(f"  {times} x {error}")
    runs = len(noted)
    busy = (share / cost.seconds for share in (cost.server, cost.client, cost.others))
    print(
        f"server: {cost.server / runs:.3f} CPU seconds a run;"
        " cores busy: {:.2f} with it, {:.2f} with this client, {:.2f} with all else;".format(*busy)
        + f" {megabytes[0]:.0f} MB before, {megabytes[1]:.0f} MB after"
    )
    p95 = quantile([entry.run.seconds for entry in kept], 0.95)
    print(
        f"a page that asks nothing: {1000 * paces[0]:.0f} ms before and {1000 * paces[-1]:.0f} ms"
        f" after; p95 is {p95 / mean(paces):.0f} x that"
    )
    met = "met" if _is_met([entry.run for entry in kept]) else "missed"
    print(f"goal (p95 {GOAL_P95:g} s, p99 {GOAL_P99:g} s, no errors): {met}", flush=True)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that this share of all do not exceed; of nothing, 0."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def _row(name: str, runs: Sequence[Run]) -> str:
    seconds = [run.seconds for run in runs]
    figures = (quantile(seconds, share) for share in (0.5, 0.95, 0.99, 1.0))
    size = mean(run.kilobytes for run in runs) if runs else 0.0
    cells = "".join(f"{figure:>8.2f}" for figure in figures)
    empty = sum(run.is_empty for run in runs)
    return f"{name:<12}{len(runs):>6}{cells}{size:>8.0f}{empty:>7}"


def _is_met(runs: Sequence[Run]) -> bool:
    seconds = [run.seconds for run in runs]
    return (
        bool(runs)
        and not any(run.errors for run in runs)
        and quantile(seconds, 0.95) <= GOAL_P95
        and quantile(seconds, 0.99) <= GOAL_P99
    )


def _line(noted: Noted) -> str:
    run = noted.run
    return (
        json.dumps(
            {
                "at": round(noted.at, 3), "kind": noted.kind, "page": noted.page,
                "seconds": round(run.seconds, 4), "kilobytes": round(run.kilobytes, 1),
                "errors": list(run.errors), "empty": run.is_empty,
            }
        )
        + "\n"
    )  # fmt: skip


if __name__ == "__main__":
    main()
