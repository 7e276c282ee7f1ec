"""Numbers by which a state knows a person: their shapes, and the sums that tell them from others.

Each is a pattern and whether a match of it is one. Nothing that can only be told by its shape is
here but where no ordinary number has that shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_EDGE, _END = r"(?<![\w+.,/-])", r"(?![\w]|[.,/-][0-9])"
_MULTIPLIED = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
_PERMUTED = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip
_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"


def _digits(match: re.Match[str]) -> list[int]:
    return [int(c) for c in match[0] if c.isdigit()]


def _is_indian(match: re.Match[str]) -> bool:
    """Aadhaar: Verhoeff's sum."""
    check = 0
    for place, digit in enumerate(reversed(_digits(match))):
        check = int(_MULTIPLIED[check][int(_PERMUTED[place % 8][digit])])
    return check == 0


def _is_german(match: re.Match[str]) -> bool:
    """Steuer-ID: one of the first ten digits comes twice or three times; ISO 7064, 11,10."""
    number = _digits(match)
    often = sorted((number[:10].count(digit) for digit in set(number[:10])), reverse=True)
    if often[0] not in (2, 3) or often[1:2] == [2]:
        return False
    product = 10
    for digit in number[:10]:
        product = ((digit + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == number[10]


def _is_french(match: re.Match[str]) -> bool:
    """NIR: the last two digits are what is left of 97."""
    number = "".join(str(digit) for digit in _digits(match))
    return 97 - int(number[:13]) % 97 == int(number[13:])


def _is_spanish(match: re.Match[str]) -> bool:
    """DNI and NIE: the letter is what is left of 23."""
    number = match[0][:-1].translate(str.maketrans("XYZ", "012"))
    return _LETTERS[int(number) % 23] == match[0][-1]


def _is_swedish(match: re.Match[str]) -> bool:
    """Luhn's sum over the last ten digits, a day of birth in front."""
    number = _digits(match)[-10:]
    month, day = number[2] * 10 + number[3], number[4] * 10 + number[5]
    doubled = (sum(divmod(2 * digit, 10)) for digit in number[0::2])
    is_day = 1 <= month <= 12 and 1 <= day <= 31
    return is_day and (sum(doubled) + sum(number[1::2])) % 10 == 0


def _always(match: re.Match[str]) -> bool:
    return True


NUMBERS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]]] = (
    (re.compile(rf"{_EDGE}[2-9][0-9]{{3}}([ -])[0-9]{{4}}\1[0-9]{{4}}{_END}"), _is_indian),
    (re.compile(rf"{_EDGE}[1-9][0-9](?: ?[0-9]{{3}}){{3}}{_END}"), _is_german),
    (
        re.compile(
            rf"{_EDGE}[12] [0-9]{{2}} (?:0[1-9]|1[0-2]) [0-9][0-9AB] [0-9]{{3}} [0-9]{{3}} "
            rf"[0-9]{{2}}{_END}"
        ),
        _is_french,
    ),
    (re.compile(rf"{_EDGE}(?:[0-9]{{8}}|[XYZ][0-9]{{7}})[A-Z]{_END}"), _is_spanish),
    (re.compile(rf"{_EDGE}(?:19|20)?[0-9]{{6}}[-+][0-9]{{4}}{_END}"), _is_swedish),
    # A British person's, and an Indian's for taxes: no sum, but no other number looks so.
    (
        re.compile(
            rf"{_EDGE}[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{{2}} ?[0-9]{{2}} ?[0-9]{{2}} ?"
            rf"[A-D]{_END}"
        ),
        _always,
    ),
    (re.compile(rf"{_EDGE}[A-Z]{{3}}[ABCFGHLJPT][A-Z][0-9]{{4}}[A-Z]{_END}"), _always),
)
