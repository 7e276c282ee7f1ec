"""Which secrets are too weak to sign with, and that drawn ones never are."""

from __future__ import annotations

import random
import string

import pytest

from lib.access.secrets import weakness

WEAK = {
    "": "fewer than 32",
    "   " + "k" * 10 + " " * 40: "fewer than 32",
    "tR4v9Qz1LmP0xWs7": "fewer than 32",
    "a" * 64: "different",
    "0101010101010101010101010101010101010101": "different",
    "change me change me change me change me": "example",
    "CHANGE-ME-4fT9zQ0pLk8vB2nX7wR5yH3j": "example",
    "a very long random string, kept from all": "example",
    "replace_with_your_own_cookie_secret_0123": "example",
    "correct-horse-9f7!correct-horse-9f7!": "repeats",
    "kQ7fZ2mP9xkQ7fZ2mP9xkQ7fZ2mP9xkQ7fZ2": "repeats",
    "abcdefghijklmnopqrstuvwxyz0123456789": "follow",
}


@pytest.mark.parametrize(("secret", "why"), WEAK.items())
def test_weak(secret: str, why: str) -> None:
    said = weakness(secret)
    assert said and why in said
    assert not secret.strip() or secret.strip() not in said


def test_drawn_secrets_are_never_weak() -> None:
    drawn = random.Random(6)
    for letters in ("0123456789abcdef", string.ascii_letters + string.digits + "-_"):
        for _ in range(5_000):
            assert weakness("".join(drawn.choices(letters, k=64))) is None
