"""The process that opens JSON: `python -m lib.sources.json_child FILE OUT`.

Owns the making of a table from records as CRMs' interfaces give them: JSON lines, an array of
objects, or an object that wraps one. The header is the union of keys; an object within a record
is one level of columns, `properties.name`. Numbers stay as written: an id of nineteen digits is
no float.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from lib.sources.clean import clean_copy
from lib.sources.confined import Facts, Refused, serve
from lib.sources.encoding import Encoding, detect, opened
from lib.sources.staged import Table

MAX_COLUMNS = 5_000
HEAD_LINES = 20
WRAPPERS = ("value", "results", "data", "records", "items", "list")

_NOT_JSON = "Is not valid JSON."
_NO_OBJECT = "Is not a JSON object with names and values."

Found = Iterator[tuple[int, dict[str, Any] | None, str, str]]


class Number(str):
    """A number as it is written."""


class Twice(ValueError):
    """An object that gives one name twice."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Twice
    return found


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=Number, parse_float=Number, parse_constant=Number
)


def read(source: Path, out: Path) -> Facts:
    """Read the JSON file `source` into the directory `out`."""
    encoding = detect(source)
    found = _lines(source, encoding) if _is_lines(source, encoding) else _listed(source, encoding)
    return {"tables": [_table(found, out).facts()], "encoding": encoding.name}


def _is_lines(source: Path, encoding: Encoding) -> bool:
    """Whether the file is JSON lines: two of its first lines are objects, or the only one is."""
    with opened(source, encoding) as stream:
        head = [line for line in islice(stream, HEAD_LINES) if line.strip()]
    objects = sum(isinstance(_decoded(line)[0], dict) for line in head)
    return objects > 1 or (objects == 1 and len(head) > 1 and _decoded(head[0])[1] == "")


def _listed(source: Path, encoding: Encoding) -> Found:
    """The records of a file that is one JSON text."""
    with opened(source, encoding) as stream:
        text = stream.read()
    whole, why = _decoded(text)
    if why:
        what = {_NOT_JSON: "it is not valid JSON, or cut short"}
        raise Refused(what.get(why, f"something in it {why[0].lower()}{why[1:-1]}"))
    for number, value in enumerate(whole if isinstance(whole, list) else _unwrapped(whole), 1):
        is_object = isinstance(value, dict)
        yield number, value if is_object else None, "" if is_object else _NO_OBJECT, _json(value)


def _unwrapped(text: Any) -> list[Any]:
    """The list that a CRM's answer wraps, or the one record that the text is."""
    if not isinstance(text, dict):
        raise Refused("it is JSON without records")
    named = [text[name] for name in WRAPPERS if isinstance(text.get(name), list)]
    lists = [value for value in text.values() if isinstance(value, list)]
    if not named and len(lists) == 1 and "id" not in {key.lower() for key in text}:
        named = lists
    wrapped: list[Any] = named[0] if named else [text]
    return wrapped if all(isinstance(item, dict) for item in wrapped) else [text]


def _lines(source: Path, encoding: Encoding) -> Found:
    with opened(source, encoding) as stream:
        for number, line in enumerate(stream, 1):
            value, why = _decoded(line) if line.strip() else ({}, "")
            if not why and not isinstance(value, dict):
                why = _NO_OBJECT
            yield number, None if why else value, why, line


def _decoded(line: str) -> tuple[Any, str]:
    try:
        line.encode()
        return _DECODER.decode(line.strip("\ufeff \t\r\n\x1e")), ""
    except UnicodeEncodeError:
        return None, "Holds bytes that are not UTF-8."
    except Twice:
        return None, "Gives the same name twice."
    except RecursionError:
        return None, "Is nested too deeply."
    except ValueError:
        return None, _NOT_JSON


def _table(found: Found, out: Path) -> Table:
    table = Table(None, "0.csv", [])
    places: dict[str, int] = {}
    widths = set()
    with table.writing(out):
        for number, value, why, raw in found:
            cells = {} if value is None else _cells(value)
            if cells is None:
                cells, why = {}, "Gives the same name twice."
            if why:
                table.put_aside(number, why, raw)
                continue
            for name in cells:
                places.setdefault(name, len(places))
            if len(places) > MAX_COLUMNS:
                raise Refused(f"its records have more than {MAX_COLUMNS:,} names")
            row = [""] * len(places)
            for name, cell in cells.items():
                row[places[name]] = cell
            if any(row):
                widths.add(len(row))
                table.add(number, row)
            else:
                table.rows_blank += 1
    if not places:
        raise Refused("it holds no records")
    table.header = [_text(name).replace("\0", "").strip() for name in places]
    if widths - {len(places)}:
        _widen(table, len(places), out)
    return table


def _widen(table: Table, width: int, out: Path) -> None:
    """Give the rows that were written before the last name was met their empty cells."""
    narrow = (out / table.copy).rename(out / "narrow.csv")
    csv.field_size_limit(2**31 - 1)
    with narrow.open(encoding="utf-8", newline="") as file, clean_copy(out / table.copy) as write:
        for number, *row in csv.reader(file):
            write(int(number), row + [""] * (width - len(row)))
    narrow.unlink()
    table.sample = [row + [""] * (width - len(row)) for row in table.sample]


def _cells(record: dict[str, Any]) -> dict[str, str] | None:
    """A record's columns: one level of objects taken apart; None where two have one name."""
    cells: dict[str, str] = {}
    count = 0
    for name, value in record.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        for key, item in inner:
            cells[f"{name}.{key}" if isinstance(value, dict) else name] = _text(item)
            count += 1
    return cells if len(cells) == count else None


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # half of a surrogate pair is no text
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        texts = [_text(item) for item in value if item is not None]
        if not any(isinstance(item, list | dict) for item in value) and ";" not in "".join(texts):
            return ";".join(texts)
    return _json(value) if value else ""


def _json(value: Any) -> str:
    """JSON text again, with numbers as they were written."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        pairs = (f"{_json(str(key))}:{_json(item)}" for key, item in value.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_json, value)) + "]"
    text = json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()


if __name__ == "__main__":
    serve(read, "it is not valid JSON")
