"""Listening: which phrases of a dictionary a text holds, and the words round them.

Owns how text is compared (lower case, accents off, whole words), where a clause and a sentence
end, and what a phrase may hold: `...` is up to five other words of the clause, `^` in front says
that only words of ours may stand before it. Pure. Must not know what a phrase says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

GAP = "..."
START = "^"
# Words that a gap may hold.
_REACH = 5
# Letters of a text that are read; what is longer is no note but a document.
_READ = 20_000
# Words round a phrase that an excerpt shows.
_ROUND = 16
_END, _PAUSE = ".", ","
# A point inside a word or number ends nothing, nor does a comma inside a number.
_TOKEN = re.compile(r"[^\W_]+|[!?;\n\r\u2022|]|\.(?![^\W_])|[,:](?![0-9])|[()\u2013\u2014\"]| - ")
_ENDS = frozenset(".!?;\n\r\u2022|")
# A point behind these ends no sentence.
_SHORTENED = re.compile(
    r"\b(?:mrs?|ms|drs?|hr|fra|herr|sra?|dott|ing|prof|mme|mlle|st|nr|approx|ca|bzw|[a-z]|vs|etc|dhr"
    r"|mevr|dipl|dep|dept|inc|ltd|co)\."
)
_TURNS = frozenset((
    "but", "aber", "jedoch", "mais", "pero", "ma", "mas", "maar", "doch", "however",
    "although", "though", "sondern", "sino", "hingegen", "allerdings", "yet", "cependant",
    "porem", "echter", "men",
))  # fmt: skip


def _bare_letters() -> dict[int, str]:
    table = {}
    for code in (*range(0xC0, 0x250), *range(0x370, 0x400), *range(0x1E00, 0x2000)):
        bare = unicodedata.normalize("NFD", chr(code))
        if len(bare) > 1 and all(unicodedata.combining(c) for c in bare[1:]):
            table[code] = bare[0]
    return table


_BARE = _bare_letters()


class Text:
    """A text as it is compared, and as it was written.

    Args:
        written: composed and cut to what is read.
        lower: the same, letter for letter, in lower case and without accents.
    """

    def __init__(self, written: str, lower: str) -> None:
        self.written = written
        self._lower = lower
        # The tokens: words, and marks where a clause (`,`) or a sentence (`.`) ends.
        self.words: list[str] = [
            token if token[0].isalnum() else _END if token in _ENDS else _PAUSE
            for token in _TOKEN.findall(lower)
        ]

    @cached_property
    def spans(self) -> Sequence[tuple[int, int]]:
        """Where each token stands in `written`."""
        return [match.span() for match in _TOKEN.finditer(self._lower)]

    def excerpt(self, start: int, end: int) -> str:
        """The sentence round some tokens, its end and its beginning cut off where it is long."""
        first, last = start, end
        while first > 0 and self.words[first - 1] != _END and start - first < _ROUND:
            first -= 1
        while last < len(self.words) and self.words[last] != _END and last - end < _ROUND:
            last += 1
        while first < start and self.words[first] in (_PAUSE, _END):
            first += 1
        while last > end and self.words[last - 1] == _PAUSE:
            last -= 1
        said = " ".join(self.written[self.spans[first][0] : self.spans[last - 1][1]].split())
        before = "" if first == 0 or self.words[first - 1] == _END else "… "
        after = "" if last == len(self.words) or self.words[last] == _END else " …"
        return f"{before}{said}{after}"


def read(text: str) -> Text:
    """A text in tokens."""
    written = unicodedata.normalize("NFC", text[:_READ])
    lower = written.lower()
    if len(lower) != len(written):  # one letter of the Turkish alphabet is two in lower case
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in written)
    if not lower.isascii():
        lower = lower.translate(_BARE)
    if "." in lower:
        lower = _SHORTENED.sub(lambda match: match[0][:-1] + " ", lower)
    return Text(written, lower)


@dataclass(frozen=True)
class Hit:
    """A phrase of a list found in a text: tokens `start` to `end`, not the last."""

    list: str
    phrase: str
    start: int
    end: int


@dataclass(frozen=True)
class _Entry:
    """A phrase as it is looked for.

    Args:
        is_ours: whether only words of ours may stand before it in its clause.
        is_capital: whether it counts in capitals only ("AI", which is a word elsewhere).
        languages: those it counts in; None for any.
    """

    list: str
    phrase: str
    parts: Sequence[Sequence[str]]
    is_ours: bool
    is_capital: bool
    languages: frozenset[str] | None
    # What must be in a text for it to be there: the words of its parts after the first.
    later: frozenset[str]


class Lexicon:
    """Lists of phrases, found by their first words.

    A list `not x` (or `not_x`) holds phrases in which a phrase of list x means something else.

    Args:
        rows: list, phrase and language. A word that stands alone may be another word in another
            language, so it counts in its own only; a phrase does not mind.
        ours: words that may stand before a phrase that begins with `^`."""

    def __init__(self, rows: Iterable[tuple[str, str, str]], ours: Iterable[str] = ()) -> None:
        self._ours = frozenset(ours)
        languages: dict[tuple[str, str], set[str]] = {}
        for name, phrase, language in rows:
            languages.setdefault((name, phrase), set()).add(language)
        # First word -> second word, or "" where the first stands alone or before a gap.
        self._by_first: dict[str, dict[str, list[_Entry]]] = {}
        for (name, phrase), spoken in languages.items():
            parts = [part.lower().split() for part in phrase.removeprefix(START).split(GAP)]
            parts = [part for part in parts if part]
            if not parts:
                continue
            is_narrow = sum(map(len, parts)) == 1
            entry = _Entry(
                name, phrase, parts, phrase.startswith(START), phrase.isupper(),
                frozenset(spoken) if is_narrow else None,
                frozenset(word for part in parts[1:] for word in part),
            )  # fmt: skip
            second = parts[0][1] if len(parts[0]) > 1 else ""
            self._by_first.setdefault(parts[0][0], {}).setdefault(second, []).append(entry)

    def candidates(self, text: Text) -> list[tuple[int, _Entry]]:
        """Where phrases may begin: the first two words of each are there."""
        words, by_first = text.words, self._by_first
        found: list[tuple[int, _Entry]] = []
        for start, word in enumerate(words):
            by_second = by_first.get(word)
            if by_second is None:
                continue
            if "" in by_second:
                found += [(start, entry) for entry in by_second[""]]
            if start + 1 < len(words) and words[start + 1] in by_second:
                found += [(start, entry) for entry in by_second[words[start + 1]]]
        return found

    def found(self, text: Text, language: str | None = None) -> list[Hit]:
        """Every phrase found, the longest of each list where several lie at one place.

        Args:
            language: of the text, as far as it is known.
        """
        return self.kept(text, self.candidates(text), language)

    def kept(
        self, text: Text, candidates: Iterable[tuple[int, _Entry]], language: str | None
    ) -> list[Hit]:
        """Those of its candidates that are phrases. See `found`."""
        words = text.words
        distinct = frozenset(words)
        hits: list[Hit] = []
        for start, entry in candidates:
            if entry.later and not entry.later <= distinct:
                continue
            if language and entry.languages is not None and language not in entry.languages:
                continue
            end = _matched(words, start, entry.parts)
            if not end or (entry.is_ours and not self._is_ours(words, start)):
                continue
            if entry.is_capital and not text.written[slice(*text.spans[start])].isupper():
                continue
            hits.append(Hit(entry.list, entry.phrase, start, end))
        return _longest(hits)

    def _is_ours(self, words: Sequence[str], start: int) -> bool:
        """Whether only words of ours stand before it in its clause."""
        while start > 0 and words[start - 1] not in (_END, _PAUSE):
            start -= 1
            if words[start] not in self._ours and not words[start].isdigit():
                return False
        return True


def _matched(words: Sequence[str], start: int, parts: Sequence[Sequence[str]]) -> int:
    """Where the parts end that begin at `start`, each within reach of the one before; else 0."""
    at = start
    if len(parts) == 1:
        end = start + len(parts[0])
        return end if words[start:end] == parts[0] else 0
    for number, part in enumerate(parts):
        for place in range(at, at + (_REACH + 1 if number else 1)):
            if place >= len(words):
                return 0
            if words[place] == part[0] and list(words[place : place + len(part)]) == part:
                at = place + len(part)
                break
            if words[place] in (_END, _PAUSE):
                return 0
        else:
            return 0
    return at


def _longest(hits: list[Hit]) -> list[Hit]:
    """Without those inside a longer one of their own list, or of the exceptions to it."""
    if len(hits) < 2:
        return [hit for hit in hits if not _is_exception(hit.list)]
    families: dict[str, list[Hit]] = {}
    for hit in hits:
        families.setdefault(_family(hit.list), []).append(hit)
    kept = []
    for family in families.values():
        taken: list[Hit] = []
        # Of two of a length, the exception.
        family.sort(key=lambda h: (h.start - h.end, not _is_exception(h.list), h.start))
        for hit in family:
            if all(hit.end <= other.start or hit.start >= other.end for other in taken):
                taken.append(hit)
        kept += [hit for hit in taken if not _is_exception(hit.list)]
    return sorted(kept, key=lambda h: (h.start, h.end))


def _is_exception(name: str) -> bool:
    return name.startswith(("not ", "not_"))


def _family(name: str) -> str:
    # `tour_taken`, `tour_asked` and `not_tour` are of one family.
    return (name[4:] if _is_exception(name) else name).partition("_")[0]


def clause(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The tokens of the clause round some: to a comma, a "but", or the end of the sentence."""
    first, last = start, end
    while first > 0 and words[first - 1] not in (_END, _PAUSE) and words[first - 1] not in _TURNS:
        first -= 1
    while last < len(words) and words[last] not in (_END, _PAUSE) and words[last] not in _TURNS:
        last += 1
    return first, last


def sentence(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The tokens of the sentence round some."""
    first, last = start, end
    while first > 0 and words[first - 1] != _END:
        first -= 1
    while last < len(words) and words[last] != _END:
        last += 1
    return first, last


def turned(words: Sequence[str], start: int, end: int) -> bool:
    """Whether a "but" lies between."""
    return any(word in _TURNS for word in words[start:end])
