"""What a note says: the themes a customer raised, and the tours, introductions and gifts in it.

Owns what makes a phrase not count: it is denied, praised, still to come, about another place, or
ours. Better nothing than a wrong label. Pure. Must not know where texts come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lib.warehouse import listening
from lib.warehouse.listening import Hit, Lexicon, Text

Rows = Sequence[tuple[str, str, str]]

# Words before a phrase in which a "no" denies it: of a theme, of something done.
_NEAR, _FAR = 3, 7
# Words after a request in which its refusal is looked for.
_ANSWER = 14
_HELPERS = (
    "negator",
    "pending",
    "elsewhere",
    "refused",
    "accepted",
    "calm",
    "sour",
    "we_said",
    "unit",
    "request",
)
# A tour taken says more than one refused, and that more than one asked for.
_TOURS = ("tour_taken", "tour_not_feasible", "tour_asked")
_NONE = "none"
# Lists of words that a language is told by.
_TELLING = ("marker", "boilerplate")


@dataclass(frozen=True)
class Found:
    """One thing that a text says.

    Args:
        what: a theme, or a sign.
        phrase: by which it was found.
        excerpt: the words round that, as written.
        outcome: of an introduction, where it is said: `accepted` or `declined`.
    """

    what: str
    phrase: str
    excerpt: str
    outcome: str | None = None


class Listener:
    """Reads texts by the house's phrase dictionaries.

    Args:
        themes: theme, phrase, language.
        signs: list, phrase, language.
        lacking: themes of which "no ..." is the complaint itself.
        tours: what a tour column may say, in the form that words are compared in -> its meaning.
    """

    def __init__(
        self, themes: Rows, signs: Rows, lacking: Iterable[str], tours: Mapping[str, str]
    ) -> None:
        ours = [phrase for name, phrase, _ in signs if name == "ours"]
        self._phrases = Lexicon([*themes, *(row for row in signs if _is_sign(row[0]))], ours)
        self._helpers = Lexicon([row for row in signs if row[0] in _HELPERS], ours)
        self._markers: dict[str, frozenset[str]] = {}
        for name, phrase, language in signs:
            if name in _TELLING:
                known = self._markers.get(language, frozenset())
                self._markers[language] = known | {phrase}
        self._languages: dict[tuple[str, str], set[str]] = {}
        for name, phrase, language in (*themes, *signs):
            self._languages.setdefault((name, phrase), set()).add(language)
        self._lacking = frozenset(lacking)
        self._tours = tours

    def heard(self, written: str, is_title: bool = False) -> tuple[list[Found], list[Found]]:
        """The themes and the signs of a text, each once.

        Args:
            is_title: whether it is a subject. We wrote that, so a word alone ("Training") says
                what we met for; several words, or a complaint, what they raise.
        """
        text = listening.read(written)
        candidates = self._phrases.candidates(text)
        if not candidates:
            return [], []
        language = self.language(text)
        hits = self._phrases.kept(text, candidates, language)
        if not hits:
            return [], []
        said = _Said(text, self._helpers.found(text, self._spoken(hits, language)))
        signs = [hit for hit in hits if _is_sign(hit.list)]
        themes = [hit for hit in hits if not _is_sign(hit.list)]
        if is_title and not said.is_sour:
            themes = [hit for hit in themes if hit.end - hit.start > 1]
        return (
            [_once(hit, text) for hit in _first(self._raised(themes, signs, said))],
            list(self._done(signs, said)),
        )

    def _spoken(self, hits: Sequence[Hit], language: str | None) -> str | None:
        """The language of a text in which these were found: a long phrase tells it best."""
        longest = max(hits, key=lambda hit: hit.end - hit.start)
        known = self._languages.get((longest.list, longest.phrase), set())
        if longest.end - longest.start < 3 or not known or language in known:
            return language
        return next(iter(known)) if len(known) == 1 else None

    def tour_stated(self, value: str) -> str | None:
        """What a tour column's cell says: taken, not_feasible, asked, none; None for nothing."""
        words = " ".join(w for w in listening.read(value).words if w[0].isalnum())
        if words in self._tours:
            return self._tours[words]
        tours = [f.what for f in self.heard(value)[1] if f.what.startswith("tour_")]
        if tours:
            return tours[0].removeprefix("tour_")
        text = listening.read(value)
        if any(hit.list == "refused" for hit in self._helpers.found(text)):
            return "not_feasible"
        # "Yes, hall 3 only" says yes; what follows a no may take it back.
        first = words.partition(" ")[0]
        meaning = self._tours.get(first) if len(first) > 1 else None
        return meaning if meaning in ("taken", _NONE) else None

    def introductions_stated(self, value: str) -> list[Found]:
        """Who introduced or offered what, by a cell that says that somebody did."""
        if self._says_nothing(value):
            return []
        text = listening.read(value)
        found = [f for f in self.heard(value)[1] if f.what.startswith("introduction_")]
        if found:
            return found
        words = set(text.words)
        ours, theirs = bool(words & _OUR), bool(words & _THEIR)
        made = "offered" if words & _OFFER else "made"
        by = "by_them" if (words & _BY_THEM) or (theirs and not ours) else "by_us"
        return [Found(f"introduction_{made}_{by}", value, value)]

    def is_given(self, value: str) -> bool:
        """Whether a cell on what we brought says that we brought anything."""
        return not self._says_nothing(value)

    def _says_nothing(self, value: str) -> bool:
        words = " ".join(w for w in listening.read(value).words if w[0].isalnum())
        return not words or words in ("na", "n a", "0", "false") or self._tours.get(words) == _NONE

    def filed(self, text: Text) -> list[tuple[int, int]]:
        """The tokens of the sentences that a theme or a sign covers, meant or not."""
        words = text.words
        return [listening.sentence(words, hit.start, hit.end) for hit in self._phrases.found(text)]

    def language(self, text: Text) -> str | None:
        """The language of a text, by its commonest words; None where they do not tell."""
        distinct = set(text.words)
        counts = sorted(
            ((len(marks & distinct), name) for name, marks in self._markers.items()), reverse=True
        )
        if len(counts) > 1 and counts[0][0] >= 2 and counts[0][0] > counts[1][0]:
            return counts[0][1]
        return None

    def _raised(self, hits: Sequence[Hit], signs: Sequence[Hit], said: _Said) -> Iterator[Hit]:
        gifts = [hit for hit in signs if hit.list == "information_given"]
        for hit in hits:
            if said.is_a_figure(hit) or any(said.is_beside(hit, gift) for gift in gifts):
                continue
            if said.is_denied(hit, _NEAR) and hit.list not in self._lacking:
                continue
            if not (said.is_calm(hit) or said.is_ours(hit)):
                yield hit

    def _done(self, hits: Sequence[Hit], said: _Said) -> Iterator[Found]:
        tours: dict[str, Hit] = {}
        rest: list[Hit] = []
        for hit in hits:
            if hit.list.startswith("tour_"):
                tour = _tour(hit, said)
                if tour:
                    tours.setdefault(tour, hit)
            elif not said.is_denied(hit, _FAR) and not (
                said.is_in_clause("pending", hit)
                if hit.list == "information_given"
                else "_offered_" in hit.list and said.is_requested(hit)
            ):
                rest.append(hit)
        for name in _TOURS:
            if name in tours:
                hit = tours[name]
                end = said.refusal(hit) if name == "tour_not_feasible" else hit.end
                yield Found(name, hit.phrase, said.text.excerpt(hit.start, end))
                break
        for hit in _first(rest):
            outcome = said.outcome(hit) if hit.list.startswith("introduction_") else None
            yield Found(hit.list, hit.phrase, said.text.excerpt(hit.start, hit.end), outcome)


class _Said:
    """A text with the phrases in it that change what others mean."""

    def __init__(self, text: Text, helpers: Sequence[Hit]) -> None:
        self.text = text
        self._helpers: dict[str, list[Hit]] = {name: [] for name in _HELPERS}
        for hit in helpers:
            self._helpers[hit.list].append(hit)

    @property
    def is_sour(self) -> bool:
        """Whether anything in it complains."""
        return bool(self._helpers["sour"])

    def is_denied(self, hit: Hit, reach: int) -> bool:
        """Whether a "no" stands shortly before it in its clause."""
        first, _ = listening.clause(self.text.words, hit.start, hit.end)
        return any(
            max(first, hit.start - reach) <= no.start < hit.start
            for no in self._helpers["negator"]
            if not self._is_of_calm(no, hit)
        )

    def _is_of_calm(self, no: Hit, hit: Hit) -> bool:
        """Whether the "no" denies that they were glad of it: "not happy with"."""
        return any(
            no.end <= calm.start <= no.end + 1 and calm.end <= hit.start
            for calm in self._helpers["calm"]
        )

    def is_calm(self, hit: Hit) -> bool:
        """Whether they were glad of it, or it was no trouble: in its clause, or in another of its
        sentence with no "but" between, unless its own clause complains."""
        words = self.text.words
        clause = listening.clause(words, hit.start, hit.end)
        sentence = listening.sentence(words, hit.start, hit.end)
        is_sour = any(clause[0] <= s.start < clause[1] for s in self._helpers["sour"])
        for calm in self._helpers["calm"]:
            if not (sentence[0] <= calm.start < sentence[1]) or self.is_denied(calm, _NEAR):
                continue
            if clause[0] <= calm.start < clause[1]:
                return True
            between = sorted((hit.start, hit.end, calm.start, calm.end))[1:3]
            if not is_sour and not listening.turned(words, *between):
                return True
        return False

    def is_a_figure(self, hit: Hit) -> bool:
        """Whether it only states a number, as an offer does: "delivery time 8 weeks"."""
        words = self.text.words
        if hit.end >= len(words) or not words[hit.end].isdigit():
            return False
        first, last = listening.clause(words, hit.start, hit.end)
        is_time = any(hit.end < unit.start <= hit.end + 3 for unit in self._helpers["unit"])
        return is_time and not any(first <= s.start < last for s in self._helpers["sour"])

    def is_ours(self, hit: Hit) -> bool:
        """Whether it is what we said, not they."""
        first, last = listening.clause(self.text.words, hit.start, hit.end)
        return any(first <= we.start < last for we in self._helpers["we_said"])

    def is_beside(self, hit: Hit, other: Hit) -> bool:
        """Whether both are in one clause: what we brought a study on, they did not raise."""
        first, last = listening.clause(self.text.words, hit.start, hit.end)
        return first <= other.start < last

    def is_in_clause(self, name: str, hit: Hit) -> bool:
        first, last = listening.clause(self.text.words, hit.start, hit.end)
        return any(first <= h.start < last and not _inside(h, hit) for h in self._helpers[name])

    def is_in_sentence(self, name: str, hit: Hit) -> bool:
        first, last = listening.sentence(self.text.words, hit.start, hit.end)
        return any(first <= h.start < last and not _inside(h, hit) for h in self._helpers[name])

    def is_requested(self, hit: Hit) -> bool:
        """Whether somebody only asked for it: "asked him to introduce us"."""
        first, _ = listening.clause(self.text.words, hit.start, hit.end)
        return any(first <= h.start < hit.start for h in self._helpers["request"])

    def is_refused(self, hit: Hit) -> bool:
        """Whether a refusal follows shortly, in this sentence or the next."""
        return self.refusal(hit) > hit.end

    def refusal(self, hit: Hit) -> int:
        """Where the refusal that follows shortly ends; where the phrase itself does without one."""
        ends = (
            no.end for no in self._helpers["refused"] if hit.end <= no.start <= hit.end + _ANSWER
        )
        return max(ends, default=hit.end)

    def outcome(self, hit: Hit) -> str | None:
        """What came of an introduction, where that follows shortly."""
        for name, said in (("accepted", "accepted"), ("refused", "declined")):
            if any(hit.end <= h.start <= hit.end + _ANSWER for h in self._helpers[name]):
                return said
        return None


def _tour(hit: Hit, said: _Said) -> str | None:
    """What is true of a tour that a phrase speaks of, if anything is."""
    if hit.list == "tour_not_feasible":
        return None if said.is_in_sentence("elsewhere", hit) else hit.list
    if said.is_in_sentence("elsewhere", hit):
        return None
    if hit.list == "tour_asked":
        if said.is_denied(hit, _NEAR):
            return None
        return "tour_not_feasible" if said.is_refused(hit) else hit.list
    if hit.list == "tour_named":
        if said.is_refused(hit) and said.is_in_sentence("refused", hit):
            return "tour_not_feasible"
        if said.is_in_sentence("refused", hit):
            return None
        if said.is_in_sentence("negator", hit) or said.is_in_sentence("pending", hit):
            return None
        return "tour_taken"
    if said.is_denied(hit, _FAR) or said.is_in_clause("pending", hit):
        return None
    return hit.list


def _is_sign(name: str) -> bool:
    return name.removeprefix("not_").partition("_")[0] in ("tour", "introduction", "information")


def _inside(one: Hit, other: Hit) -> bool:
    return other.start <= one.start and one.end <= other.end


def _first(hits: Iterable[Hit]) -> list[Hit]:
    """The first of each list."""
    found: dict[str, Hit] = {}
    for hit in hits:
        found.setdefault(hit.list, hit)
    return list(found.values())


def _once(hit: Hit, text: Text) -> Found:
    return Found(hit.list, hit.phrase, text.excerpt(hit.start, hit.end))


_OUR = frozenset((
    "our", "ours", "we", "us", "unser", "unsere", "unserem", "unseren", "unserer", "notre",
    "nos", "nuestro", "nuestra", "nostro", "nostra", "nosso", "nossa", "onze", "ons",
))  # fmt: skip
_THEIR = frozenset((
    "their", "his", "her", "they", "ihr", "ihre", "ihrem", "ihren", "ihrer", "leur", "leurs",
    "son", "sa", "su", "sus", "loro", "suo", "seu", "sua", "hun",
))  # fmt: skip
_BY_THEM = frozenset((
    "us", "uns", "nous", "nos", "ci", "ons", "me", "mich",
)) - {"nos"}  # fmt: skip
_OFFER = frozenset((
    "offered", "offer", "offers", "promised", "angeboten", "bietet", "versprochen", "propose",
    "proposee", "ofrecido", "ofrecida", "ofrecimos", "offerto", "offerta", "proposto",
    "oferecido", "oferecida", "aangeboden", "beloofd", "open", "pending",
))  # fmt: skip
