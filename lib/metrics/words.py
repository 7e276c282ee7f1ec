"""A value as a person reads it: one way to write each unit.

Owns the rounding and the words of figures. Pure; knows no page.
"""

from __future__ import annotations

import math

from lib.metrics.catalogue import Metric

# No percentage of fewer than these: "3 of 7" says it better, and does not pretend.
FEW = 10
NOTHING = "–"
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def format_value(
    metric: Metric,
    value: float | None,
    numerator: float | None = None,
    denominator: float | None = None,
    currency: str | None = None,
) -> str:
    """A figure in words: `62 %`, `3 of 7`, `2.1 : 1`, `169`, `7.1M`.

    Args:
        metric: what the figure is.
        value, numerator, denominator: as a metric's query gives them; None or NaN where unknown.
        currency: of money, where it is known.
    """
    if is_missing(value):
        if metric.unit == "ratio" and not is_missing(numerator) and denominator == 0:
            return f"{whole(numerator)} : 0"
        return NOTHING
    assert value is not None
    if metric.unit == "share":
        is_few = not is_missing(denominator) and 0 < float(denominator or 0) < FEW
        if is_few and float(denominator or 0).is_integer():
            return f"{whole(numerator)} of {whole(denominator)}"
        return percent(value)
    if metric.unit == "ratio":
        return f"{value:.1f} : 1"
    if metric.unit == "money":
        return money(value, currency)
    if metric.unit == "gap":
        return f"{value:.2f}"
    return whole(value)


def is_missing(value: float | None) -> bool:
    """Whether a value is unknown: None or not a number."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def percent(share: float) -> str:
    """`0.623` -> `62 %`; only a whole is written 100 %, and only nothing 0 %."""
    return f"{_hundredths(share)} %"


def percents(low: float, high: float) -> str:
    """`59–66 %`, or `59 %` where both ends read the same."""
    first, last = _hundredths(low), _hundredths(high)
    return f"{first} %" if first == last else f"{first}–{last} %"


def _hundredths(share: float) -> str:
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        return "> 99"
    if rounded == 0 and share > 0:
        return "< 1"
    return str(rounded)


def whole(number: float | None) -> str:
    """`1264.0` -> `1,264`."""
    return NOTHING if is_missing(number) else f"{round(float(number or 0)):,}"


def money(amount: float | None, currency: str | None = None) -> str:
    """`7056000` -> `7.1M`, `€840k`; without a currency, just the number."""
    if amount is None or is_missing(amount):
        return NOTHING
    symbol = _SYMBOLS.get(currency or "", f"{currency} " if currency else "")
    for size, letter in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if abs(amount) >= 0.9995 * size:  # what rounds to a thousand is the next unit's one
            scaled = amount / size
            return f"{symbol}{scaled:.{int(abs(scaled) < 9.95)}f}{letter}"
    return f"{symbol}{amount:.0f}"
