"""Text: CSV, TSV and TXT files, in any of the forms people's programs write.

Owns the road of a text file: encoding, header (`lib.sources.head`), then the fast path (DuckDB on
the file, believed only where an independent count agrees) or the exact one (record by
record, what is not whole set aside). All or nothing: where anything in a file is
irregular, the whole of it takes the exact path, so that row numbers are always right.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

import duckdb

from lib.errors import UnreadableFile
from lib.sources import frame, head, plain
from lib.sources.clean import clean_copy
from lib.sources.document import SAMPLE_ROWS, Aside, Document, Loaded, TooMany
from lib.sources.encoding import Encoding, detect, opened
from lib.sources.records import Broken, Lines, cells_of, records

# Longer than any cell may be (`lib.sources.records`).
LINE_CHARACTERS = 16_000_000
_GLOB = re.compile(r"[*?\[\]{}]")


@dataclass(frozen=True)
class TextDocument(Document):
    """A text file whose header has been read. See `Document`."""

    staging: Path = field(repr=False)
    codec: Encoding = field(repr=False)
    header_lines: int = field(repr=False)
    header_bytes: int = field(repr=False)
    header_row: int = field(repr=False)
    header_raw: str = field(repr=False)

    def load(self, con: duckdb.DuckDBPyConnection, table: str) -> Loaded:
        """See `Document.load`."""
        return self._load_fast(con, table) or self._load_exact(con, table)

    def _load_fast(self, con: duckdb.DuckDBPyConnection, table: str) -> Loaded | None:
        newline = "\r\n" if self.header_raw.endswith("\r\n") else "\n"
        columns = plain.columns_of(len(self.header))
        if not self.header_raw.endswith("\n") or self.codec.errors == "surrogateescape":
            return None
        if self._is_direct():
            counted = plain.load(
                con,
                table,
                self.path,
                columns,
                self.delimiter,
                first_line=self.header_raw.encode(),
                newline=newline,
            )
        else:
            first_line = b"header" + newline.encode()
            with self._staged() as copy:
                self._write_data(copy, first_line)
                counted = plain.load(
                    con,
                    table,
                    copy,
                    columns,
                    self.delimiter,
                    first_line=first_line,
                    newline=newline,
                )
        if counted is None:
            return None
        if self._is_framed(con, table, counted.records):
            plain.drop(con, table)
            return None
        rows, first = counted.records, self.header_row + 1
        return Loaded(rows, rows, counted.trailing_blanks, [], "fast", f"rowid + {first}")

    def _is_framed(self, con: duckdb.DuckDBPyConnection, table: str, rows: int) -> bool:
        """Whether the header stands among the rows again, or a footer or total below them."""
        width = len(self.header)
        tail = con.execute(
            f"select * from {plain.quoted(table)} where rowid >= ? order by rowid",
            [rows - frame.FOOTER_ROWS],
        ).fetchall()
        if frame.footer_at(tail) < len(tail) or (tail and frame.is_total(tail[-1])):
            return True
        if width < 2:
            return False
        # Where eight cells agree, the exact road looks at all of them.
        cells = next(csv.reader(io.StringIO(self.header_raw, newline=""), delimiter=self.delimiter))
        again = [f"c{place} = ?" for place in range(2, min(width, 8) + 1)]
        [(found,)] = con.execute(
            f"select count(*) from {plain.quoted(table)}"
            f" where {' and '.join(['c1 in (?, chr(65279) || ?)', *again])}",
            [cells[0], *cells[:8]],
        ).fetchall()
        return bool(found)

    def _load_exact(self, con: duckdb.DuckDBPyConnection, table: str) -> Loaded:
        width = len(self.header)
        aside = Aside()
        loaded = blank = 0
        with self._staged() as copy:
            with clean_copy(copy) as write, self._lines() as lines:
                for row, record in self._rows(lines):
                    if isinstance(record, Broken):
                        self._put_aside(aside, row, record)
                    elif record:
                        write(row, record)
                        loaded += 1
                    else:
                        blank += 1
            plain.load_clean_copy(con, table, copy, width, loaded, self.name)
        read = loaded + len(aside.rows)
        return Loaded(read, loaded, blank, aside.rows, "exact", "row_number")

    def _put_aside(self, aside: Aside, row: int, record: Broken) -> None:
        try:
            aside.add(row, record.reason, record.raw)
        except TooMany as error:
            raise UnreadableFile(
                f"{self.name} could not be read: {error}.",
                "It may be another kind of file, or cut at the wrong places: export it again.",
            ) from error

    def _rows(self, lines: Lines) -> Iterator[tuple[int, list[str] | Broken]]:
        """The records with their rows; what frames the table is blank, its total is broken."""
        is_quoted = self.header_raw.startswith('"')
        found = records(lines, self.delimiter, len(self.header), is_quoted=is_quoted)
        tail: deque[tuple[int, list[str] | Broken]] = deque()
        for row, record in enumerate(found, self.header_row + 1):
            tail.append((row, [] if self._is_header(record) else record))
            if len(tail) > frame.FOOTER_ROWS:
                yield tail.popleft()
        cells = [cells_of(record, self.delimiter) for _, record in tail]
        end = frame.footer_at(cells)
        total = next((at for at in range(end - 1, -1, -1) if cells[at]), -1)
        for at, (row, record) in enumerate(tail):
            if at >= end:
                yield row, []
            elif at == total and frame.is_total(cells[at]):
                raw = record.raw if isinstance(record, Broken) else self.delimiter.join(record)
                yield row, Broken(frame.TOTAL, raw)
            else:
                yield row, record

    def _is_header(self, record: list[str] | Broken) -> bool:
        if isinstance(record, Broken):  # the byte order mark of an export put behind another
            return record.raw.startswith("\ufeff") and record.raw[1:] == self.header_raw
        return frame.is_repeated(self.header, record)

    def _is_direct(self) -> bool:
        """Whether DuckDB can read the file itself, skipping one line."""
        name = str(self.path)
        is_plain = name.isprintable() and not _GLOB.search(name)  # no bytes that are not UTF-8
        return self.codec.is_clean_utf8 and self.header_lines == 1 and is_plain

    @contextmanager
    def _lines(self) -> Iterator[Lines]:
        """The lines behind the header."""
        with opened(self.path, self.codec) as stream:
            for _ in range(self.header_lines):
                next(stream)
            yield Lines(self._bounded(stream))

    def _bounded(self, stream: io.TextIOWrapper) -> Iterator[str]:
        """Lines that memory can hold."""
        while line := stream.readline(LINE_CHARACTERS):
            if len(line) == LINE_CHARACTERS:
                raise UnreadableFile(
                    f"{self.name} has a line of more than {LINE_CHARACTERS:,} characters.",
                    "It may not be a table: export it again as CSV.",
                )
            yield line

    @contextmanager
    def _staged(self) -> Iterator[Path]:
        """A file of our own name in the staging directory, gone afterwards."""
        with NamedTemporaryFile(dir=self.staging, suffix=".csv", delete=False) as file:
            copy = Path(file.name)
        try:
            yield copy
        finally:
            copy.unlink(missing_ok=True)

    def _write_data(self, copy: Path, first_line: bytes) -> None:
        """Write what is behind the header as UTF-8, newlines untouched."""
        with copy.open("wb") as out:
            out.write(first_line)
            if self.codec.codec == "utf-8":
                with self.path.open("rb") as file:
                    file.seek(self.codec.bom + self.header_bytes)
                    shutil.copyfileobj(file, out, 1 << 20)
                return
            with self._lines() as lines, io.TextIOWrapper(out, "utf-8", newline="") as text:
                text.writelines(lines.rest())


def read_head(path: Path, staging: Path) -> TextDocument:
    """Read a text file's encoding, delimiter, header and first rows.

    Raises:
        UnreadableFile: where there is no header, or it cannot be read.
    """
    encoding = detect(path)
    found = head.read(path, encoding)
    document = TextDocument(
        path=path,
        sheet=None,
        header=found.cells,
        sample=[],
        encoding=encoding.name,
        delimiter=found.delimiter,
        staging=staging,
        codec=encoding,
        header_lines=found.lines,
        header_bytes=found.size,
        header_row=found.row,
        header_raw=found.raw,
    )
    with document._lines() as behind:
        is_quoted = found.raw.startswith('"')
        rows = records(behind, found.delimiter, len(found.cells), is_quoted=is_quoted)
        some = islice(rows, head.HEAD_LINES)
        whole = (record for record in some if not isinstance(record, Broken) and record)
        document.sample.extend(islice(whole, SAMPLE_ROWS))
    return document
