"""Archives: every member on its own, and none that costs the others."""

from __future__ import annotations

import gzip
import io
import stat
import zipfile
from pathlib import Path

import openpyxl
import pytest
from readings import read_all

from lib.errors import UnreadableFile
from lib.sources import archive_child
from lib.sources.files import Unread, documents

TABLE = b"a,b\n1,2\n3,4\n"
ROWS = {2: ("1", "2"), 3: ("3", "4")}


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def reasons(path: Path, folder: Path) -> dict[str, str]:
    found = documents(path, folder / "staging")
    return {unread.member: unread.reason for unread in found if isinstance(unread, Unread)}


def refused(path: Path, folder: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        documents(path, folder / "staging")
    assert path.name in caught.value.message
    assert "member-" not in str(caught.value)
    assert caught.value.next_step
    return caught.value.message


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Visits"
    book.active.append(["a", "b"])
    book.active.append([1, 2])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_members_of_every_kind(folder):
    members = {
        "Export/Account.csv": TABLE,
        "Export/Event.tsv": TABLE.replace(b",", b"\t").decode().encode("utf-16"),
        "visits.xlsx": workbook(),
        "tickets.jsonl": b'{"a": 1, "b": 2}\n',
        "Empty.csv": b'"a","b"\n\n',
        "__MACOSX/._Account.csv": b"\0\5\x16\7",
        "Export/": b"",
    }
    found = read_all(zipped(folder / "WE_1.ZIP", members), folder / "staging")
    assert [(r.document.member, r.document.stem, r.document.sheet) for r in found] == [
        ("Export/Account.csv", "Account", None),
        ("Export/Event.tsv", "Event", None),
        ("visits.xlsx", "visits", "Visits"),
        ("tickets.jsonl", "tickets", None),
        ("Empty.csv", "Empty", None),
    ]
    assert [r.rows for r in found] == [ROWS, ROWS, {2: ("1", "2")}, {1: ("1", "2")}, {}]
    assert [r.loaded.method for r in found[:2]] == ["fast", "fast"]


def test_one_bad_member_costs_no_other(folder):
    path = zipped(
        folder / "export.zip",
        {
            "good.csv": TABLE,
            "letter.csv": b"%PDF-1.7",
            "empty.csv": b"",
            "inner.zip": zipped(folder / "inner.zip", {"x.csv": TABLE}).read_bytes(),
            "inner.csv.gz": gzip.compress(TABLE, mtime=0),
            "Twice.csv": TABLE,
            "twice.CSV": TABLE,
            "photo.jpg": b"\xff\xd8\xff\xe0",
            "bomb.csv": b"a,b\n" * 5_000_000,
        },
    )
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("empty.csv", TABLE)
    said = {
        "letter.csv": "letter.csv is a PDF document, not a table",
        "inner.zip": "inner.zip is an archive within an archive",
        "inner.csv.gz": "inner.csv.gz is an archive within an archive",
        "Twice.csv": "same name",
        "twice.CSV": "same name",
        "empty.csv": "same name",
        "photo.jpg": "picture",
        "bomb.csv": "100 times",
        "link.csv": "link",
    }
    found = reasons(path, folder)
    assert found.keys() == said.keys()
    for name, words in said.items():
        assert words in found[name], found[name]
    [reading] = read_all(path, folder / "staging")
    assert (reading.document.member, reading.rows) == ("good.csv", ROWS)


def test_a_small_file_of_equal_lines_is_no_bomb(folder):
    path = zipped(folder / "export.zip", {"Account.csv": b"a,b\n" + b"1,2\n" * 200_000})
    [reading] = read_all(path, folder / "staging")
    assert reading.loaded.rows_loaded == 200_000


def test_a_members_name_is_no_path(folder):
    names = ["../../escape.csv", "/etc/x.csv", "C:\\Users\\y.csv", "a\x1b[31m.csv"]
    path = zipped(folder / "export.zip", dict.fromkeys(names, TABLE))
    found = read_all(path, folder / "staging")
    assert [r.document.member for r in found] == [
        "escape.csv",
        "etc/x.csv",
        "C:/Users/y.csv",
        "a�[31m.csv",
    ]
    written = {p.name for p in folder.rglob("*") if p.is_file()} - {"export.zip"}
    assert written == {"facts.json", *(f"member-{n:04}" for n in range(4))}


def flagged(path: Path) -> Path:
    """The archive, with the flag of encryption set on its first member."""
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    return path


def test_a_member_with_a_password(folder):
    path = flagged(zipped(folder / "export.zip", {"a.csv": TABLE, "b.csv": TABLE}))
    assert "password" in reasons(path, folder)["a.csv"]
    assert [r.document.member for r in read_all(path, folder / "staging")] == ["b.csv"]


def test_a_member_that_is_damaged(folder):
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", TABLE)
        archive.writestr("b.csv", TABLE)
    path.write_bytes(path.read_bytes().replace(b"3,4", b"3,5", 1))
    assert "damaged" in reasons(path, folder)["a.csv"]
    assert [r.document.member for r in read_all(path, folder / "staging")] == ["b.csv"]


@pytest.mark.parametrize("cut", [30, 200])
def test_an_archive_cut_short(folder, cut):
    path = zipped(folder / "export.zip", {"a.csv": TABLE, "b.csv": TABLE})
    path.write_bytes(path.read_bytes()[:-cut])
    assert "cut short" in refused(path, folder)


def test_too_many_files(folder):
    many = {f"{n}.csv": b"a,b\n" for n in range(archive_child.MAX_MEMBERS + 1)}
    assert "1,001 files" in refused(zipped(folder / "export.zip", many), folder)


def test_a_directory_that_would_fill_the_memory(folder):
    path = zipped(folder / "export.zip", {"a.csv": TABLE})
    data = bytearray(path.read_bytes())
    data[-10:-6] = (30_000_000).to_bytes(4, "little")
    path.write_bytes(data)
    assert "damaged" in refused(path, folder)  # a true one is among the hostile uploads


def test_too_much_in_all(tmp_path, monkeypatch):
    monkeypatch.setattr(archive_child, "MAX_BYTES", 20)
    path = zipped(tmp_path / "export.zip", {"a.csv": TABLE, "b.csv": TABLE})
    with pytest.raises(archive_child.Refused, match="holds more than"):
        archive_child.read(path, tmp_path)


def test_nothing_in_it(folder):
    assert "no files" in refused(zipped(folder / "export.zip", {"folder/": b""}), folder)


def test_gzip(folder):
    path = folder / "Account.csv.gz"
    path.write_bytes(gzip.compress(TABLE, mtime=0))
    [reading] = read_all(path, folder / "staging")
    assert (reading.document.member, reading.document.stem) == ("Account.csv", "Account")
    assert reading.rows == ROWS


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (gzip.compress(TABLE, mtime=0)[:-4], "cut short"),
        (gzip.compress(b"a,b\n" * 5_000_000, mtime=0), "100 times"),
        (gzip.compress(TABLE, mtime=0)[:12], "cut short"),
    ],
)
def test_a_gzip_that_is_refused(folder, data, says):
    path = folder / "Account.csv.gz"
    path.write_bytes(data)
    assert says in refused(path, folder)


def test_a_tar_in_a_gzip(folder):
    path = folder / "export.tar.gz"
    path.write_bytes(gzip.compress(b"x".ljust(257, b"\0") + b"ustar"))
    assert "tar archive" in reasons(path, folder)["export.tar"]
