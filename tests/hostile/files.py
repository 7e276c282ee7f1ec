# ruff: noqa: E501
"""Files as an attacker, a broken program or a tired colleague would send them.

Each maker writes one. `SMALL` are made and read in every run of the tests; `LARGE` by hand
(`python -m tests.hostile.run`). A name ends as the file claims to be, whatever it is.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import duckdb

Maker = Callable[[Path], None]
SMALL: dict[str, Maker] = {}
LARGE: dict[str, Maker] = {}

HEADER = "Id,Subject,AccountId,ActivityDate,DurationInMinutes,Description\n"
ROW = "00U{n:012},Site visit,001A,2026-03-02,60,Spoke of prices\n"
MB = 1_000_000


def small(name: str) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        SMALL[name] = maker
        return maker

    return keep


def large(name: str) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        LARGE[name] = maker
        return maker

    return keep


def plain(name: str, content: str | bytes, where: dict[str, Maker] = SMALL) -> None:
    data = content.encode() if isinstance(content, str) else content

    def write(path: Path) -> None:
        path.write_bytes(data)

    where[name] = write


def rows(count: int) -> str:
    return HEADER + "".join(ROW.format(n=n) for n in range(count))


# Archives.


def zipped(path: Path, *members: tuple[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> None:
    import warnings

    with zipfile.ZipFile(path, "w", kind) as packed, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in members:
            packed.writestr(name, data)


def bomb(path: Path, megabytes: int, names: list[str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            with packed.open(name, "w", force_zip64=True) as member:
                for _ in range(megabytes):
                    member.write(b"a," * (MB // 2))


@small("zip-bomb.zip")
def _(path: Path) -> None:
    bomb(path, 60, ["a.csv"])


@large("zip-bomb-4gb.zip")
def _(path: Path) -> None:
    bomb(path, 2000, ["a.csv", "b.csv"])


@small("zip-in-zip-in-zip.zip")
def _(path: Path) -> None:
    data = b"a,b\n1,2\n"
    for depth in range(20):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            packed.writestr(f"{depth}.zip" if depth else "a.csv", data)
        data = stream.getvalue()
    path.write_bytes(data)


@small("ten-thousand-members.zip")
def _(path: Path) -> None:
    zipped(path, *((f"{n}.csv", b"") for n in range(10_000)))


@small("a-long-table-of-contents.zip")
def _(path: Path) -> None:
    zipped(path, *((f"{n:0200}.csv", b"") for n in range(20_000)), kind=zipfile.ZIP_STORED)


@small("names-that-climb.zip")
def _(path: Path) -> None:
    content = rows(2).encode()
    names = (
        "../../climbed.csv",
        "/tmp/climbed.csv",
        "C:\\climbed.csv",
        "..\\..\\x.csv",
        "a/../../b.csv",
    )
    zipped(path, *((name, content) for name in names))


@small("twins.zip")
def _(path: Path) -> None:
    names = ("a.csv", "a.csv", "A.CSV", "é.csv", "é.csv")
    zipped(path, *((name, rows(1).encode()) for name in names))


@small("links.zip")
def _(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for name, kind in (("link.csv", 0o120777), ("fifo.csv", 0o010666), ("dev.csv", 0o060666)):
            info = zipfile.ZipInfo(name)
            info.external_attr, info.create_system = kind << 16, 3
            packed.writestr(info, "/etc/passwd")


@small("lies-of-its-size.zip")
def _(path: Path) -> None:
    zipped(path, ("a.csv", rows(20_000).encode()))
    data = path.read_bytes()
    at = data.rfind(b"PK\x01\x02")
    for place in (22, at + 24):
        data = data[:place] + struct.pack("<I", 10) + data[place + 4 :]
    path.write_bytes(data)


@small("lies-of-its-directory.zip")
def _(path: Path) -> None:
    """The small record says little, the wide one 2^62 bytes: `zipfile` believes the wide one."""
    zipped(path, ("a.csv", b"a,b\n"))
    data = path.read_bytes()
    end = data.rfind(b"PK\x05\x06")
    wide = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 1, 1, 1 << 62, 0)
    found = b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1)
    path.write_bytes(data[:end] + wide + found + data[end:])


@small("packed-strangely.zip")
def _(path: Path) -> None:
    zipped(path, ("a.csv", rows(20).encode()), kind=zipfile.ZIP_LZMA)
    data = bytearray(path.read_bytes())
    at = data.index(b"a.csv") + 5
    data[at + 5 : at + 9] = b"\xff\xff\xff\xff"  # a dictionary of 4 GB
    path.write_bytes(data)


@small("mimetype-packed-strangely.zip")
def _(path: Path) -> None:
    zipped(path, ("mimetype", b"x" * 100), ("a.csv", rows(2).encode()), kind=zipfile.ZIP_LZMA)
    data = bytearray(path.read_bytes())
    at = data.index(b"mimetype") + 8
    data[at + 4 : at + 9] = b"\xff" * 5
    path.write_bytes(data)


@small("cut-short.zip")
def _(path: Path) -> None:
    zipped(path, ("a.csv", rows(5_000).encode()))
    path.write_bytes(path.read_bytes()[:-300])


@small("gzip-bomb.csv.gz")
def _(path: Path) -> None:
    path.write_bytes(gzip.compress(b"a," * (30 * MB)))


@small("gzip-called.csv")
def _(path: Path) -> None:
    path.write_bytes(gzip.compress(rows(20).encode()))


@small("gzip-bomb-called.csv")
def _(path: Path) -> None:
    path.write_bytes(gzip.compress(b"\0" * (60 * MB)))


@small("forty-gzips.gz")
def _(path: Path) -> None:
    path.write_bytes(gzip.compress(rows(3).encode()) * 40)


@large("many-slow-members.zip")
def _(path: Path) -> None:
    """Each member takes its reader some time; together they would take it for hours."""
    one = io.BytesIO()
    workbook_of(one, {"xl/worksheets/sheet1.xml": sheet(_cells(200_000))})
    zipped(path, *((f"{n}.xlsx", one.getvalue()) for n in range(300)), kind=zipfile.ZIP_STORED)


# Workbooks.

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sheet(body: str) -> str:
    return (
        f'<?xml version="1.0"?><worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    )


def _cells(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, count))


def workbook_of(path: Path | io.BytesIO, parts: dict[str, str | bytes], sheets: int = 1) -> None:
    names = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n in range(1, sheets + 1)
    )
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package'
        f'/2006/relationships">{relations}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet(""),
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in whole.items():
            packed.writestr(name, content)


def workbook(name: str, parts: dict[str, str | bytes], sheets: int = 1) -> None:
    SMALL[name] = lambda path: workbook_of(path, parts, sheets)


_SHEET = "xl/worksheets/sheet1.xml"
_TEXT = '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c>'
workbook("last-cell.xlsx", {_SHEET: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')})
workbook(
    "no-such-cell.xlsx", {_SHEET: sheet('<row r="1"><c r="ZZZZZZZZ99999999999"><v>1</v></c></row>')}
)
workbook("cell-of-letters.xlsx", {_SHEET: sheet('<row r="x"><c r="éé1"><v>1</v></c></row>')})
workbook(
    "bomb-of-one-row.xlsx", {_SHEET: sheet("<row r='1'>" + "<c><v>1</v></c>" * 300_000 + "</row>")}
)
workbook("thousands-of-sheets.xlsx", {}, 30_000)
workbook("no-sheets.xlsx", {}, 0)
workbook("rubbish-inside.xlsx", {_SHEET: os.urandom(5000)})
workbook("list-of-sheets-bomb.xlsx", {"xl/workbook.xml": b"<workbook>" + b" " * (80 * MB)})
workbook("nested-a-million-deep.xlsx", {_SHEET: "<a>" * 1_000_000})
workbook("blanks-before-a-total.xlsx", {_SHEET: sheet(
    '<row r="1">' + _TEXT.format("A1", "Name") + _TEXT.format("B1", "City") + "</row>"
    '<row r="2">' + _TEXT.format("A2", "total" + " " * 200_000 + "x") + "</row>")})  # fmt: skip
_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10)
)  # fmt: skip
workbook("billion-laughs.xlsx", {_SHEET: f"<!DOCTYPE x [{_LAUGHS}]><worksheet><sheetData><row><c t='str'>"
    "<v>&l9;</v></c></row></sheetData></worksheet>"})  # fmt: skip
workbook(
    "billion-laughs-in-the-list.xlsx",
    {"xl/workbook.xml": f"<!DOCTYPE x [{_LAUGHS}]><workbook>&l9;</workbook>"},
)
workbook("entity-from-outside.xlsx", {_SHEET: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row>')})  # fmt: skip


@small("shared-strings-bomb.xlsx")
def _(path: Path) -> None:
    strings = b"<sst>" + b"<si><t>" + b"a" * (220 * MB) + b"</t></si></sst>"
    workbook_of(path, {"xl/sharedStrings.xml": strings})


@small("one-text-a-million-times.xlsx")
def _(path: Path) -> None:
    """A text of 32 kB that 100,000 cells show: three gigabytes."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_000))
    strings = f'<sst xmlns="{_MAIN}"><si><t>{"a" * 32_000}</t></si></sst>'
    workbook_of(path, {"xl/sharedStrings.xml": strings, _SHEET: sheet(cells)})


plain("rubbish-with-a-label.xlsx", b"PK\x03\x04" + os.urandom(2000))
plain("old-rubbish.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + os.urandom(4000))
plain("biff-rubbish.xls", b"\x09\x08\x10\x00\x00\x06\x05\x00" + os.urandom(4000))


@small("content-types-only.xlsx")
def _(path: Path) -> None:
    zipped(path, ("[Content_Types].xml", b"rubbish"), ("xl/workbook.xml", b"rubbish"))


@small("with-a-password.xlsx")
def _(path: Path) -> None:
    """The container of an encrypted workbook, down to the names in its directory."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIIII",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        1,
        1,
        0,
        4096,
        0xFFFFFFFE,
        0,
        0xFFFFFFFE,
        0,
        0,
    )
    head = head[:512].ljust(512, b"\xff")
    table = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    names = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + bytes(62)
        for name in ("Root Entry", "EncryptedPackage", "EncryptionInfo", "x")
    )
    path.write_bytes(head + table + names)


@small("repeated-a-billion-times.ods")
def _(path: Path) -> None:
    t, o, x = (
        "urn:oasis:names:tc:opendocument:xmlns:" + n + ":1.0" for n in ("table", "office", "text")
    )
    content = (
        f'<office:document-content xmlns:office="{o}" xmlns:table="{t}" xmlns:text="{x}"><office:body>'
        '<office:spreadsheet><table:table table:name="S">'
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string"'
        ' table:number-columns-repeated="16384"><text:p>a</text:p></table:table-cell></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    zipped(path, ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.encode()),
           ("META-INF/manifest.xml", b"<manifest/>"))  # fmt: skip


# Parquet.


def parquet(path: Path, query: str) -> None:
    with duckdb.connect() as con:
        con.execute(f"copy ({query}) to '{path}' (format parquet, compression zstd)")


def of_query(name: str, query: str, where: dict[str, Maker] = SMALL) -> None:
    where[name] = lambda path: parquet(path, query)


_EVENT = "'001A' as AccountId, '2026-03-02' as ActivityDate, 60 as DurationInMinutes"
of_query(
    "few-bytes-many-rows.parquet",
    f"select '00UA' as Id, 'x' as Subject, {_EVENT} from range(50000)",
)
of_query(
    "few-bytes-five-million-rows.parquet",
    f"select '00UA' as Id, 'x' as Subject, {_EVENT} from range(5000000)",
    LARGE,
)
of_query(
    "few-bytes-long-values.parquet",
    f"select '00UA' as Id, repeat('x', 20000) as Subject, {_EVENT} from range(100000)",
)
of_query("more-rows-than-may-be.parquet", "select 1 as a from range(51000000)", LARGE)
of_query("nested.parquet", "select [1, 2] as Id, {'a': {'b': 1}} as s, map {'k': 'v'} as m")
of_query(
    "decimals.parquet", "select 1.5::decimal(38, 10) as Id, 'nan'::double as d, '-inf'::float as f"
)
of_query("blob.parquet", "select '\\xFF\\x00\\xFE'::blob as Id from range(10)")
of_query("many-columns.parquet", "select " + ", ".join(f"1 as c{n}" for n in range(6000)))
of_query("strange-names.parquet", 'select 1 as "\'; drop table x; --", 2 as """", 3 as "a\nb"')
plain("only-a-label.parquet", b"PAR1" + bytes(200) + b"PAR1")


@small("damaged-pages.parquet")
def _(path: Path) -> None:
    parquet(path, "select n::varchar as Id, md5(n::varchar) as Name from range(20000) t(n)")
    data = bytearray(path.read_bytes())
    for at in range(500, len(data) // 2, 97):
        data[at] ^= 0xFF
    path.write_bytes(data)


# Calendars.


def calendar(*events: str) -> str:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n"


_AT = "UID:{0}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{1}\r\nSUMMARY:Visit"
plain("every-second.ics", calendar(_AT.format(1, "20200101T000000Z") + "\r\nRRULE:FREQ=SECONDLY"))
plain("every-day-for-ever.ics", calendar(
    *(_AT.format(n, "19000101") + "\r\nRRULE:FREQ=DAILY" for n in range(30))))  # fmt: skip
plain("never.ics", calendar(
    *(_AT.format(n, "20000230") + "\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30" for n in range(50)),
    *(_AT.format(n, "20000101") + "\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31" for n in range(50, 100))))  # fmt: skip
plain("every-rule-at-once.ics", calendar(_AT.format(1, "20000101T000000Z") + "\r\nRRULE:FREQ=YEARLY;BYYEARDAY="
    + ",".join(map(str, range(1, 367))) + ";BYHOUR=" + ",".join(map(str, range(24)))))  # fmt: skip
plain("half-a-million-dates.ics", calendar(_AT.format(1, "20200101T000000Z") + "\r\nRDATE:"
    + ",".join(f"2020{n % 12 + 1:02}{n % 28 + 1:02}T{n % 24:02}{n % 60:02}{n // 60 % 60:02}Z" for n in range(500_000))))  # fmt: skip
plain(
    "nested-calendar.ics", "BEGIN:VCALENDAR\r\n" + "BEGIN:X\r\n" * 200_000 + "END:Y\r\n" * 200_000
)
plain(
    "one-endless-text.ics",
    calendar(_AT.format(1, "20260101") + "\r\nDESCRIPTION:x\r\n" + "no name here\r\n" * 300_000),
)
plain("evil-text.ics", calendar(_AT.format(1, "20260101") + "\r\nDESCRIPTION:" + "_" * 100_000 + "<a" * 100_000 + "a@" * 100_000
    + "\r\nLOCATION:" + "-::~" * 100_000 + "\r\nORGANIZER:" + "a.@" * 100_000))  # fmt: skip
plain(
    "end-of-time.ics",
    calendar(
        _AT.format(1, "99991231T235959Z") + "\r\nRRULE:FREQ=DAILY",
        _AT.format(2, "00010101T000000Z") + "\r\nRRULE:FREQ=DAILY",
    ),
)

# JSON.

plain("deep.json", "[" * 200_000 + "]" * 200_000)
plain("deep-objects.json", '[{"a":' * 100_000)
plain(
    "huge-number.json", '[{"Id":' + "9" * 500_000 + ', "b": 1e999999999, "c": NaN, "d": -Infinity}]'
)
plain("twice.json", '[{"Id": 1, "Id": 2}]')
plain("many-names.json", json.dumps([{f"n{n}": 1} for n in range(6000)]))
plain("long-names.json", json.dumps([{"x" * 1_000_000 + str(n): 1} for n in range(3)]))
_LINES = "".join(
    json.dumps(
        {
            "Id": f"00U{n}",
            "Subject": "Visit",
            "AccountId": "001A",
            "ActivityDate": "2026-03-02",
            "DurationInMinutes": 60,
        }
    )
    + "\n"
    for n in range(3)
)
plain("broken-lines.jsonl", '{"Id": 1}\n{"Id": 2}\n' + "x\n" * 250_000)
plain("long-broken-lines.jsonl", _LINES + ("x" * 3000 + "\n") * 20_000)
plain("surrogates.json", '[{"Id": "\\ud800", "\\udfff": "\\u0000"}]')


@large("one-line-of-190-mb.json")
def _(path: Path) -> None:
    path.write_bytes(b'[{"Id": "' + b"x" * (190 * MB) + b'"}]')


@large("one-line-of-190-mb.jsonl")
def _(path: Path) -> None:
    path.write_bytes(b'{"Id": 1}\n' + b'{"a":1}, ' * (21 * MB))


# Text.


@small("sparse-2gb.csv")
def _(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2_000_000_000)


@small("a-header-before-2gb-of-nothing.csv")
def _(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Id,Name\n1,a\n")
        file.truncate(300 * MB)


plain("one-line-without-end.csv", "a," * (6 * MB))
plain("a-long-line-below.csv", rows(70_000) + "x" * (20 * MB))
plain("delimiters-only.csv", ("," * 3_900_000 + "\n") * 3)
plain("many-columns.csv", ",".join(f"c{n}" for n in range(100_000)) + "\n" + "," * 99_999 + "\n")
plain("nul-bytes.csv", rows(3).replace("Site visit", "Site\0visit"))
for codec, mark in (
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
    ("utf-32-le", b"\xff\xfe\0\0"),
):
    plain(f"{codec}-marked.csv", mark + rows(3).encode(codec))
    plain(f"{codec}-unmarked.csv", rows(3).encode(codec))
plain("utf-16-odd.csv", b"\xff\xfe" + rows(3).encode("utf-16-le")[:-1])
plain("two-marks.csv", b"\xef\xbb\xbf\xef\xbb\xbf" + rows(3).encode())
plain(
    "newlines-of-all-kinds.csv",
    HEADER
    + ROW.format(n=1).replace("\n", "\r")
    + ROW.format(n=2).replace("\n", "\r\n")
    + ROW.format(n=3),
)
plain(
    "quote-left-open.csv",
    rows(3).replace("Site visit", '"Site visit', 1) + rows(2000)[len(HEADER) :],
)
plain("a-million-quotes.csv", rows(3) + '"' * 1_000_001)
plain("a-quote-on-each-line.csv", rows(3) + '"\n' * 40_001)
plain("two-quotes-on-each-line.csv", rows(3) + 'a"",""b\n' * 20_000)
plain("quarter-million-short-lines.csv", rows(3) + "x\n" * 250_000)
plain(
    "blanks-before-a-total.csv",
    "Name,City,Country\nAcme,Lyon,France\nTotal" + " " * 1_000_000 + "x,1,\n",
)
plain("blanks-before-a-footer.csv", rows(3) + "Total records:" + " " * 1_000_000 + "x\n")
plain(
    "formulas.csv",
    rows(2) + '00U9,"=cmd|\'/c calc\'!A1",001A,2026-03-02,60,"=HYPERLINK(""http://x"")"\n',
)
plain("sep-line.csv", "sep=;\n" + rows(3).replace(",", ";"))
plain("sep-line-only.csv", "sep=;\n")
plain("header-only.csv", HEADER)
plain("empty.csv", "")
plain("mark-only.csv", b"\xef\xbb\xbf")
plain("newlines-only.csv", "\n" * 100_000)
plain("binary.csv", os.urandom(50_000))
plain("picture.csv", b"\x89PNG\r\n\x1a\n" + os.urandom(100))
plain("document.csv", b"%PDF-1.7\n" + os.urandom(100))
plain("program.csv", b"MZ\x90\0" + os.urandom(100))
plain("page.csv", "<!doctype html><script>alert(1)</script>")
plain("page-called.xlsx", "<html><body><table><tr><td>1</td></tr></table></body></html>")
plain("picture-called.xlsx", b"\x89PNG\r\n\x1a\n" + os.urandom(100))
plain("sqlite-called.csv", b"SQLite format 3\0" + bytes(100))


@small("database-called.csv")
def _(path: Path) -> None:
    made = path.with_name(".made.duckdb")
    with duckdb.connect(str(made)) as con:
        con.execute("create table t as select 1")
    made.rename(path)


def _long_runs() -> str:
    """A cell of each run that makes a careless pattern go back and forth."""
    runs = (
        " ",
        "1",
        "a",
        "-",
        "/",
        ".",
        "@",
        "1/",
        "1-",
        "a@",
        "a.",
        "1 ",
        "00 ",
        '"',
        "(",
        "_",
        "\t",
        "é",
        "DE1",
        "4111 ",
    )
    cells = [run * (60_000 // len(run)) + "!" for run in runs]
    quoted = [cell.replace('"', '""') for cell in cells]
    return HEADER + "".join(
        f'00U{n},"Visit {cell}",001A,"{cell}","{cell}","{cell}"\n' for n, cell in enumerate(quoted)
    )


plain("evil-cells.csv", _long_runs())
plain("evil-names.csv", "Id,Name,BillingCity,BillingCountry,OwnerId,Website\n" + "".join(
    f'001{n},"{cell}","{cell}","{cell}","{cell}","{cell}"\n'
    for n, cell in enumerate(x * 20_000 for x in ("a", "a ", "ab", "é", "GmbH ", "a.", "1"))))  # fmt: skip


@large("five-million-short-lines.csv")
def _(path: Path) -> None:
    path.write_text(rows(3) + "x\n" * 5_000_000)


@large("five-million-short-rows.csv")
def _(path: Path) -> None:
    path.write_text("Id,Name\n" + "1,a\n" * 5_000_000)


@large("a-line-of-190-mb.csv")
def _(path: Path) -> None:
    path.write_text(rows(70_000) + "x" * (180 * MB))


@large("lines-of-delimiters-190-mb.csv")
def _(path: Path) -> None:
    path.write_text(("," * 3_900_000 + "\n") * 48)


@large("quotes-190-mb.csv")
def _(path: Path) -> None:
    path.write_text(rows(3) + '"\n' * (95 * MB))


@large("calendar-95-mb.ics")
def _(path: Path) -> None:
    events = (_AT.format(n, "20260101T090000Z") for n in range(1_000_000))
    path.write_text(calendar(*events))


@large("a-million-rows-of-a-workbook.xlsx")
def _(path: Path) -> None:
    workbook_of(path, {_SHEET: sheet(_cells(1_000_000))})


# Names.

NAMES = (
    "-rf.csv", "--help.csv", "a b;$(touch pwned)`id`.csv", "star*question?[a].csv", "line\nbreak.csv",
    "escape\x1b[2J\x1b]0;owned\x07.csv", "right-to-left\u202evsc.exe.csv", "con.csv", "nul.csv",
    "\U0001f4a9.csv", "é.csv", "é.csv", "a" * 251 + ".csv", "%s%n%x.csv", "'; drop table x; --.csv", '".csv',
    "\udcff\udcfe.csv", "back\\slash.csv",
)  # fmt: skip
for _name in NAMES:
    plain(
        _name,
        rows(1).replace(
            "00U", "00U" + format(zlib.crc32(_name.encode("utf-8", "surrogateescape")), "08x")
        ),
    )

# What is no file at all, where files are looked for.


def beside(folder: Path) -> dict[str, str]:
    """Put pipes, links and folders there; name -> what is said of it, or nothing where it is not."""
    os.mkfifo(folder / "pipe.csv")
    (folder / "folder.csv").mkdir()
    (folder / "out.csv").symlink_to("/etc/passwd")
    (folder / "device.csv").symlink_to("/dev/zero")
    (folder / "ring.csv").symlink_to("ring.csv")
    (folder / "nowhere.csv").symlink_to("there-is-none.csv")
    (folder / "up").symlink_to("..")
    return {
        "pipe.csv": "is a pipe", "out.csv": "outside the exports", "device.csv": "outside the exports",
        "ring.csv": "a link to nothing", "nowhere.csv": "a link to nothing", "up": "a link to a folder",
    }  # fmt: skip
