"""What makes a secret too weak to sign cookies with: who guesses it signs in as anybody.

Owns the one rule, asked when the server starts and by `python -m lib doctor`. What it says never
holds a part of the secret.
"""

from __future__ import annotations

from itertools import pairwise

SHORTEST = 32  # characters: 128 bits, even where they are only hex digits
_FEWEST_DIFFERENT = 10
# A run of this length stands twice in one of ten million secrets that are drawn by chance.
_RUN = 8
# Words of examples, documentation and impatience. A drawn secret holds one once in two millions.
_WORDS = (
    "change", "cookie", "default", "example", "insecure", "insert", "letmein", "onground",
    "password", "passwort", "placeholder", "qwerty", "random", "replace", "secret", "streamlit",
    "string", "testing", "theirground", "yourown",
)  # fmt: skip


def weakness(secret: str) -> str | None:
    """Why a secret can be guessed, as the end of a sentence ("it is …"); None where it cannot.

    Args:
        secret: as it stands in the configuration.
    """
    said = secret.strip()
    if len(said) < SHORTEST:
        return f"it has fewer than {SHORTEST} characters"
    letters = "".join(char for char in said.casefold() if char.isalnum())
    if any(word in letters for word in _WORDS):
        return "it holds a word of an example"
    if len(set(said)) < _FEWEST_DIFFERENT:
        return f"it has fewer than {_FEWEST_DIFFERENT} different characters"
    if any(said[at : at + _RUN] in said[at + _RUN :] for at in range(len(said) - _RUN)):
        return "it repeats itself"
    steps = sum(abs(ord(after) - ord(before)) <= 1 for before, after in pairwise(said))
    if steps * 3 > len(said) * 2:
        return "its characters follow one another"
    return None
