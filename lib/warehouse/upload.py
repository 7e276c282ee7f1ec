"""Files handed in: kept apart until somebody has seen what they would become.

Owns `<warehouse>/.trial-<id>/`, private to its user, until its files are published or dropped:

    new/upload/<export date>/   the files, under names of ours, as they would lie under data/raw
    warehouse/                  a trial build of them (`lib.warehouse.trial`)

and the one step by which they get to `<raw>/upload/<export date>/`, where nothing is ever
overwritten. Reads no clock. Must not open a build, nor know what is in a file.
"""

from __future__ import annotations

import errno
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from lib.errors import BuildFailed, GroundError, UnreadableFile
from lib.sources import dates, files, walk
from lib.warehouse import placing, publish, quota, received
from lib.warehouse.placing import why_closed as why_closed
from lib.warehouse.received import Receipt

FOLDER = "upload"
# Of one upload; `.streamlit/config.toml` says the same of one file.
MEGABYTES = 200
FILES = 50
# What nobody published or dropped is deleted after this long.
KEPT_SECONDS = 24 * 3600
KINDS = "CSV, text, Excel, Parquet, JSON and calendar (.ics) files, or a zip of them"
_TRIAL = ".trial-"
_BYTES = MEGABYTES * 1_000_000


class UploadFailed(GroundError):
    """Files that could not be taken in; nothing that was there before has changed."""

    title = "The files could not be taken in"


@dataclass(frozen=True)
class Taken:
    """A file as it was handed in.

    Args:
        name: what its owner calls it; for showing only.
        staged: our name for it; empty where it was refused.
        refused: why, and what to do next; empty where it was taken.
    """

    name: str
    size: int
    sha256: str = ""
    staged: str = ""
    refused: str = ""


@dataclass(frozen=True)
class Upload:
    """Files handed in together.

    Args:
        who: who hands them in, as the gate knows them; `local` where nobody signs in.
    """

    folder: Path
    who: str = received.LOCAL

    @classmethod
    def start(cls, warehouse: Path, who: str = received.LOCAL) -> Upload:
        """An empty one.

        Raises:
            UploadFailed: the warehouse cannot be written.
        """
        folder = warehouse / f"{_TRIAL}{secrets.token_hex(8)}"
        with _in_words(warehouse):
            warehouse.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700)
            folder.chmod(0o700)  # whatever the process's mask says
            (folder / "new" / FOLDER).mkdir(parents=True)
        return cls(folder, who)

    @property
    def root(self) -> Path:
        """What to read in place of `data/raw`."""
        return self.folder / "new"

    @property
    def warehouse(self) -> Path:
        """Where its trial build goes."""
        return self.folder / "warehouse"

    def staged(self) -> list[Path]:
        """The files, in order of their names."""
        found = (self.root / FOLDER).glob("*/*")
        return sorted(path for path in found if not path.name.startswith("."))

    def take(
        self, name: str, content: BinaryIO, day: date, raw: Path, known: list[Path], at: datetime
    ) -> Taken:
        """Copy a file in, or say why not, before anything of it is read.

        Args:
            name: as its owner calls it.
            day: when it was exported.
            at: when it is handed in, with its zone.
            raw: where it would go; no name that is taken there is used again.
            known: the exports that are read already: what is among them is not needed twice.

        Raises:
            UploadFailed: the disk is full, or cannot be written.
        """
        shown = name.replace("\\", "/").rpartition("/")[2]
        if not files.is_table(shown):
            ending = f"files that end in {Path(shown).suffix}"
            return Taken(shown, 0, refused=f"{shown}: {ending} are not read. Upload {KINDS}.")
        before = self.staged()
        if len(before) >= FILES:
            more = f"{shown}: one upload takes {FILES} files. Zip them, and upload the zip."
            return Taken(shown, 0, refused=more)
        here = (
            _BYTES - sum(path.stat().st_size for path in before),
            (
                f"one upload takes {MEGABYTES} MB in all. Zip it, or put it under data/raw and run"
                " `make build`"
            ),
        )
        room, why = min(here, quota.room(self.folder.parent, f"{_TRIAL}*", self.who))
        incoming = self.folder / "incoming"
        with _in_words(self.folder):
            size, sha256, head = placing.copy(content, incoming, room)
            refused = f"{shown}: {why}." if size > room else ""
            refused = refused or self._why_not(shown, size, sha256, head, before, known)
            if refused:
                incoming.unlink()
                return Taken(shown, size, sha256, refused=refused)
            place = self.root / FOLDER / day.isoformat()
            place.mkdir(exist_ok=True)
            final = place / placing.free(placing.safe(shown), place, raw / FOLDER / place.name)
            received.note(
                self.folder,
                Receipt(shown, size, sha256, self.who, at.isoformat(timespec="seconds")),
            )
            incoming.rename(final)
        return Taken(shown, size, sha256, final.name)

    def exported_on(self, day: date, raw: Path) -> dict[str, str]:
        """Say of all files when they were exported; our names of them before, and now."""
        place = self.root / FOLDER / day.isoformat()
        names = {}
        with _in_words(self.folder):
            place.mkdir(exist_ok=True)
            for path in self.staged():
                names[path.name] = path.name
                if path.parent != place:
                    names[path.name] = placing.free(path.name, place, raw / FOLDER / place.name)
                    dates.order_note(path).unlink(missing_ok=True)
                    path.rename(place / names[path.name])
        return names

    def date_order(self, order: str) -> None:
        """Say of all files how they write dates that can be read two ways."""
        with _in_words(self.folder):
            for path in self.staged():
                dates.order_note(path).write_text(f"{order}\n", encoding="ascii")

    def discard(self) -> None:
        """Delete it all."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def placed(self, raw: Path, wanted: Collection[str]) -> Iterator[None]:
        """Put files under `raw`; take them out again if what follows fails.

        Args:
            wanted: our names of those to put there.

        Raises:
            BuildFailed: `raw` cannot be written.
            ReceiptFailed: whose they are cannot be recorded.
        """
        made: list[Path] = []
        of = {receipt.sha256: receipt for receipt in received.noted(self.folder)}
        try:
            receipts = []
            try:
                for path in self.staged():
                    if path.name in wanted:
                        there = placing.place(path, raw / FOLDER / path.parent.name, made)
                        receipt = of.get(placing.sha256(there))
                        file = there.relative_to(raw).as_posix()
                        receipts += [replace(receipt, file=file)] if receipt else []
            except OSError as error:
                raise BuildFailed(
                    f"Putting the files under {raw}: {error.strerror}.",
                    "Let this user write there, or free some space, and publish again.",
                ) from error
            received.keep(self.folder.parent, receipts)
            publish.step("placed")
            yield
        except BaseException:
            for path in reversed(made):
                path.unlink(missing_ok=True)
            raise

    def _why_not(
        self, name: str, size: int, sha256: str, head: bytes, before: list[Path], known: list[Path]
    ) -> str:
        if not size:
            return f"{name} is empty. Export it again."
        try:
            files.refuse_foreign(name, head)
        except UnreadableFile as error:
            return str(error)
        if any(path.stat().st_size == size and placing.sha256(path) == sha256 for path in before):
            return f"{name} is in this upload already, byte for byte: once is enough."
        for there, path in walk.files([root for root in known if root.exists()]):
            if path.stat().st_size == size and placing.sha256(path) == sha256:
                return f"{name} is read already, byte for byte, as {there}: nothing to add."
        return ""


def sweep(warehouse: Path, now: datetime) -> None:
    """Delete what was handed in a day ago, and neither published nor dropped."""
    for folder in warehouse.glob(f"{_TRIAL}*"):
        with suppress(OSError):
            if now.timestamp() - folder.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _in_words(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        what = "the disk is full" if is_full else str(error.strerror or error)
        raise UploadFailed(
            f"Keeping the files in {place}: {what}.",
            "Free some space, or let this user write there, and upload again.",
        ) from error
