"""A fuzzer for every reader: `python tests/sources/reading/fuzz.py [FILES] [SEED]`.

Damages a sound file of each container and reads it as a build would. The outcome must be tables
that balance or one plain sentence; anything else is a finding, and its file is kept, to become a
test case.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pyarrow as pa
import xlwt
from pyarrow import parquet

sys.path += [str(Path(__file__).parents[3]), str(Path(__file__).parent)]

from readings import read_all

from lib.errors import UnreadableFile

RECORDS = [
    {"Id": f"001{n:015}", "Name": f'Acme {n} "GmbH", Süd', "On": "2026-01-02", "Value": n * 1.5}
    for n in range(40)
]
BITS = [b'"', b"\n", b"\r\n", b",", b";", b"\0", b"\xff", b"\xef\xbb\xbf", b"{", b"]", b"PK\3\4"]


def text(delimiter: str = ",") -> bytes:
    lines = [delimiter.join(f'"{name}"' for name in RECORDS[0])]
    for record in RECORDS:
        cells = (str(value).replace('"', '""') for value in record.values())
        lines.append(delimiter.join(f'"{cell}"' for cell in cells))
    return "\n".join([*lines, ""]).encode()


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ([*RECORDS[0]], *([*record.values()] for record in RECORDS)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Visits")
    for row, cells in enumerate([[*RECORDS[0]], *([*record.values()] for record in RECORDS)]):
        for place, cell in enumerate(cells):
            sheet.write(row, place, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columns() -> bytes:
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(RECORDS), out)
    return out.getvalue()


def zipped(packing: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        archive.writestr("Export/Account.csv", text())
        archive.writestr("Event.jsonl", lines())
    return out.getvalue()


def lines() -> bytes:
    return "".join(json.dumps(record) + "\n" for record in RECORDS).encode()


SOUND = {
    "csv": text(),
    "semicolons": text(";"),
    "utf-16": text("\t").decode().encode("utf-16"),
    "cp1252": text().decode().encode("cp1252"),
    "report": b"My report\n\n" + text() + b'\n"My report"\n"Copyright (c) 2026 salesforce.com"\n',
    "jsonl": lines(),
    "json": json.dumps({"results": RECORDS}, indent=1).encode(),
    "xlsx": xlsx(),
    "xls": xls(),
    "parquet": columns(),
    "zip": zipped(zipfile.ZIP_DEFLATED),
    "stored zip": zipped(zipfile.ZIP_STORED),
    "gz": gzip.compress(text()),
}
# Read in this process, without a child.
QUICK = ("csv", "semicolons", "utf-16", "cp1252", "report")


def damaged(data: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(data) + 1)
        kind = dice.choice(["flip", "bits", "cut", "drop", "double", "number", "head"])
        if kind == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
        elif kind == "bits":
            data = data[:at] + dice.choice(BITS) + data[at:]
        elif kind == "cut" and dice.random() < 0.3:
            data = data[:at]
        elif kind == "drop":
            data = data[:at] + data[at + dice.randint(1, 60) :]
        elif kind == "double":
            data = data[:at] + data[max(at - dice.randint(1, 400), 0) :]
        elif kind == "number":
            size = dice.choice([1, 2, 4, 8])
            data = data[:at] + dice.choice([b"\0", b"\xff", b"\x7f"]) * size + data[at + size :]
        elif kind == "head" and dice.random() < 0.2:
            data = dice.choice(list(SOUND.values()))[: dice.randint(1, 64)] + data
    return data


def findings(kind: str, files: int, seed: int) -> Iterator[tuple[bytes, BaseException]]:
    """Each damaged file whose outcome is neither tables that balance nor a plain sentence."""
    dice = random.Random(f"{kind} {seed}")
    for _ in range(files):
        data = damaged(SOUND[kind], dice)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export"
            path.write_bytes(data)
            try:
                read_all(path, Path(folder))
            except UnreadableFile as error:
                if not (error.next_step and "export" in error.message):
                    yield data, error
            except BaseException as error:
                yield data, error


def main(files: int = 200, seed: int = 1) -> None:
    for kind in SOUND:
        found = 0
        for data, error in findings(kind, files, seed):
            found += 1
            kept = Path(tempfile.gettempdir()) / f"finding-{kind}-{seed}-{found}"
            kept.write_bytes(data)
            print(f"{kind}: {type(error).__name__}: {str(error)[:200]} ({kept})")
        print(f"{kind}: {files} files, {found} findings", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
