"""What a person said a file is, checked, and kept as a source folder the next build uses.

Owns the value that travels from the mapping page or the command line to `source.toml`, and the
rules it must keep. Must not read exports.
"""

from __future__ import annotations

import os
import re
import tempfile
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lib.errors import WrongCall
from lib.sources import contract
from lib.sources.fields import Form, forms
from lib.sources.layouts import Source, declared, read
from lib.sources.proposal import missing
from lib.sources.recognise import forms_of, header_form

# After every CRM, as plain tables are.
_ORDER = 8
_LONGEST = 40


@dataclass(frozen=True)
class Mapped:
    """What a person said of a file.

    Args:
        columns: our field -> where its column stands in the header, from 0.
        fixed: our field -> what it says in every row.
        date_order: `dmy` or `mdy`, for days whose own values do not tell.
    """

    table: str
    columns: Mapping[str, int]
    fixed: Mapping[str, str] = field(default_factory=dict)
    date_order: str | None = None


def name_for(stem: str) -> str:
    """A name for the source of a file: small letters, digits and `_`."""
    plain = re.sub(r"[^a-z0-9]+", "_", _ascii(stem)).strip("_")[:_LONGEST].strip("_")
    return plain if re.match(r"[a-z]", plain) else f"table_{plain}".rstrip("_")


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()


def field_named(form: Form, name: str) -> str:
    """A field by its own name.

    Raises:
        WrongCall: there is none of that name.
    """
    if name not in form.fields:
        raise WrongCall(
            f"Mapping {form.label.lower()}: there is no field {name}.",
            f"There are: {', '.join(form.fields)}.",
        )
    return name


def place_of(header: Sequence[str], name: str) -> int:
    """Where a column stands, by its name as written, or as it is compared.

    Raises:
        WrongCall: there is none of that name, or several.
    """
    for places in (
        [place for place, text in enumerate(header) if text == name],
        [place for place, text in enumerate(header) if header_form(text) == header_form(name)],
    ):
        if len(places) == 1:
            return places[0]
        if places:
            # The second "Related to" is written `Related to#2`, as in source.toml.
            raise WrongCall(
                f"Mapping a column: {len(places)} columns are called {name}.",
                f"Write {name}#2 for the second of them.",
            )
    bare, _, number = name.rpartition("#")
    if bare and number.isdigit():
        same = [p for p, text in enumerate(header) if header_form(text) == header_form(bare)]
        if 1 <= int(number) <= len(same):
            return same[int(number) - 1]
    raise WrongCall(
        f"Mapping a column: the file has no column {name}.",
        f"It has: {', '.join(text for text in header if text)}.",
    )


def check(mapped: Mapped, header: Sequence[str]) -> None:
    """That a build can use what a person said.

    Raises:
        WrongCall: it cannot, and why.
    """
    form = forms()[mapped.table]
    for name in (*mapped.columns, *mapped.fixed):
        field_named(form, name)
    for place, times in Counter(mapped.columns.values()).items():
        if times > 1:
            names = [form.fields[n].label for n, p in mapped.columns.items() if p == place]
            raise WrongCall(
                f"Mapping {header[place]}: it is taken for {' and '.join(names)}.",
                "Give each field a column of its own.",
            )
    for place in mapped.columns.values():
        if not header_form(header[place]):
            raise WrongCall(
                f"Mapping column {place + 1}: its name holds no letter or digit.",
                "Give it a name in the file's first row.",
            )
    both = sorted(mapped.columns.keys() & mapped.fixed.keys())
    if both:
        raise WrongCall(
            f"Mapping {form.fields[both[0]].label}: it has a column and a value for every row.",
            "Keep one of the two.",
        )
    for name, value in mapped.fixed.items():
        wanted = form.fields[name]
        if not wanted.is_fixable or (wanted.choices and value not in wanted.choices):
            raise WrongCall(
                f"Mapping {wanted.label}: {value} cannot stand for every row.",
                f"It may be: {', '.join(wanted.choices)}."
                if wanted.choices
                else "Map a column to it.",
            )
    held = {*mapped.columns, *mapped.fixed}
    for group in missing(form, held):
        names = [form.fields[name].label for name in group if name in form.fields]
        raise WrongCall(
            f"Mapping {form.label.lower()}: no column is {_any_of(names)}.",
            f"Each row is {form.row}: say which column holds that.",
        )


def _any_of(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def source(mapped: Mapped, header: Sequence[str], name: str, label: str) -> Source:
    """The source that a build would read from what `save` writes.

    Raises:
        WrongCall: a build cannot use it.
    """
    check(mapped, header)
    _check_name(name)
    return declared(tomllib.loads(_written(mapped, header, label)), Path(name), is_own=True)


def save(
    folder: Path, mapped: Mapped, header: Sequence[str], name: str, label: str, replace: bool
) -> Path:
    """Keeps a mapping as `<folder>/<name>/source.toml`; all of it or nothing.

    Args:
        replace: whether one of that name may be there already.

    Raises:
        WrongCall: a build cannot use it, or there is one of that name.
    """
    source(mapped, header, name, label)
    path = folder / name / "source.toml"
    if path.exists() and not replace:
        raise WrongCall(
            f"Saving the mapping {name}: there is one of that name.",
            "Give another name, or say that it replaces the other.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=".", suffix=".toml", delete=False
        ) as draft:
            draft.write(_written(mapped, header, label))
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(path)
    except OSError as error:
        raise WrongCall(
            f"Saving the mapping to {path}: {error.strerror}.",
            "Check that the folder may be written to.",
        ) from error
    read(path, is_own=True)
    return path


def _check_name(name: str) -> None:
    if not re.fullmatch(rf"[a-z][a-z0-9_]{{0,{_LONGEST - 1}}}", name):
        raise WrongCall(
            f"Naming the mapping {name}: that is no name for a folder.",
            f"Use small letters, digits and _, up to {_LONGEST}, a letter first.",
        )


def _written(mapped: Mapped, header: Sequence[str], label: str) -> str:
    """The mapping as `source.toml`."""
    plain, _ = forms_of(header)
    named = {place: form for form, place in plain.items()}
    kinds = contract.tables()[mapped.table].all_columns
    fields = sorted(mapped.columns, key=lambda name: mapped.columns[name])
    dates = [name for name in fields if kinds[name] in ("date", "timestamp")]
    needs = ", ".join(f'["{name}"]' for name in fields)
    lines = [
        "# Made by `python -m lib map`, or on the Data page: what the columns of a file are.",
        f"label = {_quoted(label)}",
        f"order = {_ORDER}",
        *([f'date_order = "{mapped.date_order}"'] if mapped.date_order else []),
        "",
        "[objects.rows]",
        f'table = "{mapped.table}"',
        f"needs = [{needs}]",
        f"dates = [{', '.join(_quoted(name) for name in dates)}]",
        "[objects.rows.columns]",
        *(f"{name} = [{_quoted(named[mapped.columns[name]])}]" for name in fields),
        *(["[objects.rows.fixed]"] if mapped.fixed else []),
        *(f"{name} = {_quoted(value)}" for name, value in mapped.fixed.items()),
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Text as TOML writes it; what no terminal shows is left out."""
    safe = "".join(c for c in text if c.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{safe}"'
