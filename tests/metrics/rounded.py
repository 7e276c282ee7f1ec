"""Nine digits of a number: a sum that several threads make differs in its last ones."""

from __future__ import annotations


def rounded(value: object) -> object:
    """A value of an answer, a fraction to nine digits."""
    return float(f"{value:.9g}") if isinstance(value, float) else value
