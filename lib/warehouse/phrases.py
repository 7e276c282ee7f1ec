"""Phrases that the notes of several accounts repeat: what of a text may be one.

Owns which runs of words are worth counting: one to three words of a sentence that no theme covers,
with words that mean something at both ends, and no name of an account, a person or a place among
them. Pure. How many accounts repeat one is counted in SQL.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from lib.warehouse import listening
from lib.warehouse.listening import Text

LONGEST = 3
# A word alone says as much as a phrase only where words are compounds, and then it is long.
_COMPOUNDING = frozenset(("de", "nl", "sv", "da"))
_COMPOUND = 8
_TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "herr", "herrn", "frau", "monsieur", "madame", "mme", "signor",
    "signora", "senor", "senora", "heer", "mevrouw", "prof", "ing",
))  # fmt: skip
# What may stand inside a phrase though it means nothing: "catena del freddo".
_JOINING = frozenset((
    "of", "the", "for", "to", "in", "de", "del", "della", "dei", "delle", "di", "du", "des",
    "da", "do", "dos", "das", "la", "le", "les", "el", "los", "las", "van", "der", "den",
    "fur", "im", "al", "au", "aux", "a", "l", "d", "het",
))  # fmt: skip


class Candidates:
    """Finds what of a text may be a phrase.

    Args:
        empty: words that mean nothing by themselves, in every language.
        names: words of the names of accounts, people and places.
    """

    def __init__(self, empty: Iterable[str], names: Iterable[str]) -> None:
        self._empty = frozenset(empty)
        # "Jan de Vries" must not take the "de" out of every phrase.
        self._names = frozenset(names) - self._empty

    def of(
        self, text: Text, language: str | None, filed: Iterable[tuple[int, int]] = ()
    ) -> dict[str, tuple[int, int]]:
        """Each candidate as it is written, in lower case, with its tokens.

        Args:
            language: of the text, as far as it is known.
            filed: tokens that a theme covers.
        """
        covered = {at for start, end in filed for at in range(start, end)}
        words = text.words
        found: dict[str, tuple[int, int]] = {}
        run: list[int] = []
        for at in range(len(words) + 1):
            if at < len(words) and at not in covered and self._is_usable(words, at):
                run.append(at)
                continue
            self._collect(text, run, language, found)
            run = []
        return found

    def _joins(self, word: str) -> bool:
        return word not in self._empty or word in _JOINING

    def _is_usable(self, words: list[str], at: int) -> bool:
        word = words[at]
        return (
            word[0].isalpha() and word not in self._names and not (at and words[at - 1] in _TITLES)
        )

    def _collect(
        self, text: Text, run: list[int], language: str | None, found: dict[str, tuple[int, int]]
    ) -> None:
        words = text.words
        for place, first in enumerate(run):
            if words[first] in self._empty or len(words[first]) < 3:
                continue
            for length in range(1, LONGEST + 1):
                if place + length > len(run):
                    break
                last = run[place + length - 1]
                if length == 3 and not self._joins(words[run[place + 1]]):
                    break
                if words[last] in self._empty or len(words[last]) < 3:
                    continue
                is_compound = language in _COMPOUNDING and len(words[first]) >= _COMPOUND
                if length == 1 and not is_compound:
                    continue
                written = text.written[text.spans[first][0] : text.spans[last][1]]
                if length > 1 and language != "de" and _is_name(written):
                    continue
                found.setdefault(" ".join(written.lower().split()), (first, last + 1))


def _is_name(written: str) -> bool:
    """Whether every word begins with a capital: of people and places nobody listed."""
    return all(word[0].isupper() for word in written.split())


def repeated(
    rows: Iterator[tuple[str, str]],
    candidates: Candidates,
    language: Callable[[Text], str | None],
    filed: Callable[[Text], Iterable[tuple[int, int]]],
    least: int = 3,
) -> list[tuple[str, int]]:
    """Phrases with how many accounts repeat them, the most first. For the benchmark.

    Args:
        rows: account and note.
    """
    accounts: dict[str, set[str]] = defaultdict(set)
    for account, note in rows:
        text = listening.read(note)
        for phrase in candidates.of(text, language(text), filed(text)):
            accounts[phrase].add(account)
    counted = {p: len(who) for p, who in accounts.items() if len(who) >= least}
    kept = [
        (p, n)
        for p, n in counted.items()
        if not any(p != q and f" {p} " in f" {q} " and m >= 0.8 * n for q, m in counted.items())
    ]
    return sorted(kept, key=lambda found: (-found[1], found[0]))
