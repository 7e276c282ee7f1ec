"""A trial: what the served build would become with the files of an upload, and the way there.

Owns which exports are read together, and what of an upload is used. The trial is a whole build
(`lib.warehouse.build`), in a warehouse of its own that is deleted once it is understood. Must
not put anything into words: `lib.commands.adding` reports it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from lib.errors import NoExports, NoWarehouse
from lib.sources import dates, walk
from lib.warehouse import engine, quota, upload
from lib.warehouse.build import Progress, build
from lib.warehouse.ledger import Report
from lib.warehouse.upload import Upload

# What stood in a row comes after a colon: a thousand values are one reason.
_REASONS = """
    select
        file, table_name, count(*) as rows,
        case
            when count(distinct reason) = 1 then min(reason)
            else split_part(min(reason), ': ', 1) || ', for example: '
                || substr(min(reason), length(split_part(min(reason), ': ', 1)) + 3)
        end as reason
    from core.rejects
    group by file, table_name, split_part(reason, ': ', 1)
    order by rows desc, file, reason
    limit 500
"""


@dataclass(frozen=True)
class Result:
    """What became of the files of an upload, in a trial.

    Args:
        files: the trial's `core.loads` of them; of files nothing is used of, where no build came
            out of it.
        reasons: their rows set aside: file, table_name, reason, rows.
        used: our names of the files of which something is used.
        is_built: whether a build came out of it.
    """

    files: Sequence[Mapping[str, object]]
    reasons: Sequence[Mapping[str, object]] = ()
    used: frozenset[str] = field(default_factory=frozenset)
    is_built: bool = False

    @property
    def is_two_way(self) -> bool:
        """Whether a file writes dates that can be read two ways."""
        return any(dates.TWO_WAYS in str(row["notes"] or "") for row in self.files)


def base(warehouse: Path, raw: Path) -> list[Path]:
    """What is read beside an upload: what the served build was read from, unless that is the
    made-up company; else what lies under `raw`."""
    try:
        with engine.lease(warehouse) as session:
            [row] = session.rows("select * from core.build")
    except NoWarehouse:
        row = {"is_sample": True}
    roots = row.get("roots")
    if isinstance(roots, list) and roots and not row["is_sample"]:
        return [Path(root) for root in roots]
    is_used = raw.is_dir() and any(True for _ in walk.files([raw]))
    return [raw.resolve()] if is_used else []


def grown(roots: Sequence[Path], raw: Path) -> list[Path]:
    """What is read once an upload lies under `raw`."""
    added = raw.resolve() / upload.FOLDER
    if not roots:
        return [raw.resolve()]
    is_in = any(added.is_relative_to(root) for root in roots)
    return [*roots] if is_in else [*roots, added]


@contextmanager
def tried(
    asked: Upload, warehouse: Path, raw: Path, now: datetime, progress: Progress
) -> Iterator[tuple[Result, engine.Session | None]]:
    """A trial build of what is read now and an upload; it is gone when the block ends.

    Waits for its turn where others are being tried.

    Raises:
        BuildFailed, CheckFailed, BadReference: as the real one would.
    """
    roots = [*base(warehouse, raw), asked.root]
    try:
        try:
            with quota.turn(warehouse, lambda: progress("waiting for other uploads to be read")):
                report = build(roots, asked.warehouse, now, progress)
        except NoExports as error:
            if not error.files:
                raise
            rows = [_unused(file, reason) for file, reason in error.files.items()]
            yield Result([row for row in rows if name_of(row["file"], asked)]), None
            return
        with engine.lease(asked.warehouse) as session:
            yield _result(asked, report, session), session
    finally:
        shutil.rmtree(asked.warehouse, ignore_errors=True)


def publish(
    asked: Upload,
    used: Sequence[str],
    warehouse: Path,
    raw: Path,
    now: datetime,
    progress: Progress,
) -> Report:
    """Put the files under `raw`, and build from all that is there; both, or neither.

    Raises:
        BuildRunning, BuildFailed, CheckFailed, BadReference.
    """
    roots = grown(base(warehouse, raw), raw)
    (raw / upload.FOLDER).mkdir(parents=True, exist_ok=True)
    return build(roots, warehouse, now, progress, adding=asked.placed(raw, used))


def name_of(file: object, asked: Upload) -> str:
    """Our name of the file that a row of a load report is of; empty where it is not of these."""
    for path in asked.staged():
        known = path.relative_to(asked.root).as_posix()
        if str(file) == known or str(file).startswith((f"{known}/", f"{known}:")):
            return path.name
    return ""


def _result(asked: Upload, report: Report, session: engine.Session) -> Result:
    mine = _only(asked)
    files = [dict(row) for row in report.files if mine(row)]
    used = {name_of(row["file"], asked) for row in files if row["status"] == "loaded"}
    reasons = [row for row in session.rows(_REASONS) if mine(row)]
    return Result(files, reasons, frozenset(used), is_built=True)


def _only(asked: Upload) -> Callable[[Mapping[str, object]], bool]:
    return lambda row: bool(name_of(row["file"], asked))


def _unused(file: str, reason: str) -> dict[str, object]:
    zeros = dict.fromkeys(
        ("rows_read", "rows_loaded", "rows_set_aside", "rows_duplicate", "rows_unlinked",
         "rows_blank"), 0,
    )  # fmt: skip
    return {
        "file": file, "source": "", "table_name": "", "status": "not_used", **zeros,
        "reason": reason, "notes": "",
    }  # fmt: skip
