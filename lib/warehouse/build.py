"""A build: exports in, a checked and published DuckDB file out.

Owns the order of the steps. Reads no clock: the entry point says when it is. Must not
know a rule of the domain (that is SQL) nor where files lie (`lib.warehouse.publish`).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from lib import settings
from lib.errors import BuildFailed
from lib.sources import links, loader
from lib.sql import graph
from lib.warehouse import engine, ledger, notes, publish, reference
from lib.warehouse.ledger import Report

Progress = Callable[[str], None]
# Made by `lib.warehouse.ledger`, whose table carries a CHECK.
_LEDGER = ("loads",)
# Read twice, each time for rows the other does not want: written down only where they are few.
_VIEWS = frozenset({"judged"})
_NOTHING = nullcontext()


def build(
    exports: Sequence[Path],
    warehouse: Path,
    now: datetime,
    progress: Progress = lambda _: None,
    date_order: str | None = None,
    reference_folder: Path = settings.REFERENCE,
    own_sources: Path = settings.OWN_SOURCES,
    adding: AbstractContextManager[object] = _NOTHING,
) -> Report:
    """Reads exports, makes every table, checks them, publishes the build.

    Args:
        exports: folders or files; nothing in them is changed.
        warehouse: where builds are kept.
        now: the entry point's clock, with its zone.
        progress: told what is being done.
        date_order: `dmy` or `mdy`, for dates that can be read both ways.
        own_sources: layouts a person declared for files nobody foresaw.
        adding: entered once no other build can run, left when this one is published or has
            failed: it may put files among the exports, and take them out again.

    Raises:
        NoExports, BuildRunning, BuildFailed, CheckFailed, BadReference.
    """
    build_id = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}"
    with publish.new_build(warehouse, build_id) as draft, adding:
        con = engine.open_for_build(draft.path, draft.temp)
        try:
            con.execute("create schema core")
            con.execute(loader.macros())
            reference.load(con, reference_folder)
            parameters = {
                "legal_forms": reference.legal_forms(con),
                "today": str(now.date()),
                **reference.promise_patterns(con),
            }
            loads = loader.load(
                con, exports, draft.temp, parameters, date_order, progress, own_sources
            )
            publish.step("loaded")
            ledger.note_files(con, loads)
            progress("reading the notes")
            notes.read(con)
            words = {**parameters, **reference.patterns(con), "today": now.date()}
            _run_models(con, words, loader.are_few_rows(loads), progress)
            publish.step("modelled")
            progress("checking")
            report = ledger.note_build(
                con, build_id, exports, now.astimezone(UTC), reference_folder
            )
            ledger.run_checks(con)
            progress("publishing")
            con.execute("checkpoint")
        except RuntimeError as error:
            if "interrupted" not in str(error):
                raise
            raise KeyboardInterrupt from None  # Ctrl-C, as DuckDB says it
        except duckdb.IOException:
            raise  # a full disk, which `publish` puts into words
        except duckdb.Error as error:
            raise BuildFailed(
                f"Building from {', '.join(map(str, exports))}: the database refused a step"
                f" ({type(error).__name__}).",
                "The last good build is still served. Please report this with the files' headers.",
            ) from error
        finally:
            con.close()
        publish.step("made")
        draft.publish()
    return report


def steps() -> int:
    """How many steps are told of, beside those for each file and source."""
    folders = (links.FOLDER, settings.SQL / "evidence", settings.SQL / "core")
    return sum(len(graph.models(folder)) for folder in folders) + 1


def _run_models(
    con: duckdb.DuckDBPyConnection,
    parameters: Mapping[str, object],
    are_few: bool,
    progress: Progress,
) -> None:
    """Makes `evidence` (temporary) and `core` (kept), each relation after those it reads."""
    evidence = graph.models(settings.SQL / "evidence")
    core = graph.models(settings.SQL / "core")
    models = {name: sql for name, sql in {**evidence, **core}.items() if name not in _LEDGER}
    written = graph.written(models, are_few) - (frozenset() if are_few else _VIEWS)
    home = con.execute("select current_database()").fetchall()[0][0]
    con.execute(f'use "{home}".core')
    for name in graph.in_order(models):
        progress(name.replace("_", " "))
        made_for_now = "temp table" if name in written else "temp view"
        kind = "table" if name in core else made_for_now
        con.execute(*graph.creation(kind, name, models[name], parameters))
    con.execute(f'use "{home}"')
