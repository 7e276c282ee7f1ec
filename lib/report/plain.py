"""The Monday page as plain dictionaries and lists, in which it is frozen, and back. Pure.

Owns the format's number: a review frozen under an older one must still be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from lib.report.review import Review

FORMAT = 1


def to_plain(page: Review) -> Mapping[str, Any]:
    """The page as dictionaries and lists, for JSON."""
    return asdict(page)


def from_plain(plain: Mapping[str, Any]) -> Review:
    """The page that `to_plain` was given.

    Raises:
        KeyError, TypeError: it is none.
    """
    page: Review = _read(Review, plain)
    return page


def _read(kind: Any, value: Any) -> Any:
    """A value of a type of `lib.report.review`, from its plain form."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        names = {field.name for field in fields(kind)}
        known = {name: _read(hints[name], value[name]) for name in names if name in value}
        return kind(**known)  # type: ignore[operator]
    if get_origin(kind) is tuple:
        of = get_args(kind)
        if of[-1] is Ellipsis:
            return tuple(_read(of[0], one) for one in value)
        return tuple(_read(one_kind, one) for one_kind, one in zip(of, value, strict=True))
    return value
