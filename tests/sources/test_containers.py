"""A build from archives: members are known by their names, and a bad one costs no other."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from tests.command import Answer, call

CASE = Path(__file__).parent / "salesforce" / "data_export" / "in"


@pytest.fixture(scope="module")
def loads(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Answer]]:
    """The load report of the same export as a folder, and as a zip among other files."""
    place = tmp_path_factory.mktemp("containers")
    files = sorted(path for path in CASE.rglob("*") if path.is_file())
    raw = place / "raw"
    raw.mkdir()
    with zipfile.ZipFile(raw / "WE_1.ZIP", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, str(path.relative_to(CASE)))
        archive.writestr("letter.csv", b"%PDF-1.7")
        archive.writestr("photo.jpg", b"\xff\xd8\xff\xe0")
    (raw / "scan.pdf").write_bytes(b"%PDF-1.7")
    (raw / "broken.zip").write_bytes(b"PK\3\4 and nothing more")
    (raw / "notes.csv.gz").write_bytes(gzip.compress(b"x,y\n1,2\n"))
    (raw / "notes.md").write_text("# Not data\n")
    found = {}
    for name, folder in (("plain", CASE), ("zipped", raw)):
        answer = call("build", folder, "--json", warehouse=place / name)
        assert answer.code == 0, answer.err
        found[name] = {row["file"]: row for row in answer.rows}
    return found


def test_a_zip_loads_as_its_files_do(loads) -> None:
    same = ("source", "table_name", "status", "method", "rows_read", "rows_loaded")
    for file, plain in loads["plain"].items():
        zipped = loads["zipped"][f"WE_1.ZIP/{file}"]
        assert {key: zipped[key] for key in same} == {key: plain[key] for key in same}


def test_what_cannot_be_read_says_so(loads) -> None:
    rest = {name: row for name, row in loads["zipped"].items() if row["status"] != "loaded"}
    plain = [row for row in loads["plain"].values() if row["status"] != "loaded"]
    said = {
        "WE_1.ZIP/letter.csv": ("unreadable", "letter.csv is a PDF document"),
        "WE_1.ZIP/photo.jpg": ("not_used", "photo.jpg is a picture"),
        "scan.pdf": ("not_used", "scan.pdf is a PDF document"),
        "broken.zip": ("unreadable", "damaged or cut short"),
        "notes.csv.gz/notes.csv": ("not_used", "no layout we know"),
    }
    assert len(rest) == len(said) + len(plain)
    for name, (status, words) in said.items():
        assert rest[name]["status"] == status
        assert words in rest[name]["reason"]
