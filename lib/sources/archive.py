"""Archive: the files in a .zip, and the one in a .gz.

Owns what becomes of each member: its documents under its own name, or the reason why it cannot be
read, which costs no other member. `lib.sources.archive_child` unpacks, confined. Must not know
what a member is: the caller tells.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from lib.errors import UnreadableFile
from lib.sources import confined
from lib.sources.document import Document, Unread

Read = Callable[[Path, Path], Sequence[Document | Unread]]
# Of the processor, for the readers of all members together.
SECONDS = 60.0
_UNPACK = "Unpack it and add the files in it."


def read(
    path: Path, staging: Path, read_member: Read, is_table: Callable[[str], bool]
) -> list[Document | Unread]:
    """Every document of every member, in the archive's order.

    Args:
        read_member: reads an unpacked member, as `lib.sources.files.documents` does a file.
        is_table: whether a member's name says that it is a table.

    Raises:
        UnreadableFile: where the archive as a whole cannot be read.
    """
    out, facts = confined.run("archive_child", path, staging, _UNPACK)
    found: list[Document | Unread] = []
    spent = confined.seconds_of_readers()
    for member in facts["members"]:
        # A gzip holds one file, which has no name of its own.
        name = member["name"] or path.name.removesuffix(".gz")
        last, why = PurePosixPath(name).name, member["reason"]
        if not why and confined.seconds_of_readers() - spent > SECONDS:
            why = "was not reached: what stands before it takes too long to read"
        if why:
            found.append(Unread(name, f"{last} {why}. {_UNPACK}", is_table(name)))
            continue
        file = confined.made(out, member["file"], path)
        try:
            found += [
                replace(document, member=name)
                for document in read_member(file, staging)
                if isinstance(document, Document)
            ]
        except UnreadableFile as error:
            reason = str(error).replace(file.name, last, 1)
            found.append(Unread(name, reason, is_table(name)))
    return found
