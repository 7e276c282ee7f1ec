"""What each session was told of: addresses of files, and files that are made when asked for.

Owns that note, and the finished files themselves for a minute: Streamlit lets go of one when
anybody's next two runs end, which on a busy server is before its reader has fetched it. Must not
read the clock, nor know who somebody is.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote

from starlette.responses import Response
from streamlit import runtime
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryFile

from lib.access.policy import Permit

# How many names a session keeps open: beyond, the oldest are forgotten.
_MOST = 4000
_HELD_FOR = timedelta(minutes=1)
_HELD_BYTES = 200_000_000
# In front of the id of a file that is not made yet, which is no address.
TO_BE_MADE = "to be made: "


@dataclass
class Told:
    """The files that each session was told of, under the rights that it then had."""

    _of: dict[str, tuple[Permit, OrderedDict[str, None]]] = field(default_factory=dict)
    _held: OrderedDict[tuple[str, str], tuple[datetime, MemoryFile]] = field(
        default_factory=OrderedDict
    )

    def tell(self, session: str, permit: Permit, names: Iterable[str]) -> None:
        """Open files to a session; what it was told under other rights is forgotten."""
        before, known = self._of.get(session, (permit, OrderedDict()))
        if before != permit:
            known = OrderedDict()
        self._of[session] = permit, known
        for name in names:
            known[name] = None
            known.move_to_end(name)
        while len(known) > _MOST:
            known.popitem(last=False)

    def knows(self, session: str, permit: Permit, name: str) -> bool:
        """Whether a session was told of a file, under the rights that it has now."""
        before, known = self._of.get(session, (None, ()))
        return before == permit and name in known

    def forget(self, living: Iterable[str]) -> None:
        """Forget all sessions but these."""
        self._of = {one: self._of[one] for one in living if one in self._of}

    def hold(self, session: str, address: str, now: datetime) -> None:
        """Keep a file that was made for a session a minute long; Streamlit keeps what it shows."""
        files = runtime.get_instance().media_file_mgr
        file = files.read_file(address.rpartition("/")[2])
        if file is not None and file.kind is MediaFileKind.DOWNLOADABLE:
            self._held[session, address] = now, file
            self._held.move_to_end((session, address))
        self._let_go(now)

    def held(self, session: str, address: str, now: datetime) -> Response | None:
        """A file that is held for a session, as Streamlit would send it."""
        self._let_go(now)
        _, file = self._held.get((session, address), (now, None))
        if file is None:
            return None
        name = f"filename*=utf-8''{quote(file.filename or 'file', safe='')}"
        disposition = {"content-disposition": f"attachment; {name}"}
        return Response(file.content, media_type=file.mimetype, headers=disposition)

    def _let_go(self, now: datetime) -> None:
        size = sum(len(file.content) for _, file in self._held.values())
        for key, (since, file) in list(self._held.items()):
            if now - since < _HELD_FOR and size <= _HELD_BYTES:
                break
            size -= len(file.content)
            del self._held[key]
