"""Which library finds the phrases that notes repeat and no theme covers: a measure, not a test.

`python note_phrases.py [NOTES]` in an environment with scikit-learn 1.9.1 and yake 0.7.3, and with
this repository on its path. Notes of 200 accounts in six languages are made up: 24 phrases are
planted, each in the notes of 4 to 12 accounts, among everyday sentences, names of people and
places, and phrases that a theme covers. Each way gives a list of phrases, ranked by accounts. Told:
how many of the first 24 were planted (a phrase counts once, if it holds or is held by a planted
one), how many of the planted were found, and how long it took.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from lib.warehouse import listening, phrases
from lib.warehouse.heard import Listener

PLANTED = {
    "en": ("cold chain gaps", "shift handover", "changeover time", "metal detector alarms"),
    "de": ("rüstzeiten", "schichtübergabe", "kühlkette", "etikettendrucker"),
    "fr": ("chaîne du froid", "changement de format", "eau de rinçage", "fin de série"),
    "es": ("cadena de frío", "cambio de formato", "agua de lavado", "turno de noche"),
    "it": ("catena del freddo", "cambio formato", "acqua di lavaggio", "turno di notte"),
    "nl": ("koude keten", "ploegenoverdracht", "omsteltijden", "spoelwater"),
}
FRAMES = {
    "en": ("They spoke about {} again.", "{} costs them hours every week.", "Main worry: {}."),
    "de": ("Es ging wieder um {}.", "{} kostet jede Woche Stunden.", "Größte Sorge: {}."),
    "fr": ("Ils ont encore parlé de {}.", "{} leur coûte des heures.", "Souci principal : {}."),
    "es": ("Volvieron a hablar de {}.", "{} les cuesta horas cada semana.", "Lo principal: {}."),
    "it": ("Hanno parlato ancora di {}.", "{} costa ore ogni settimana.", "Il punto: {}."),
    "nl": ("Het ging weer over {}.", "{} kost elke week uren.", "Grootste zorg: {}."),
}
EVERYDAY = {
    "en": ("Good meeting with {}.", "Next steps agreed with {}.", "Lunch in {} afterwards.",
           "Will send the minutes next week.", "Delivery times were raised."),
    "de": ("Gutes Gespräch mit {}.", "Nächste Schritte mit {} vereinbart.", "Danach Essen in {}.",
           "Protokoll folgt nächste Woche.", "Lieferzeiten wurden angesprochen."),
    "fr": ("Bonne réunion avec {}.", "Prochaines étapes convenues avec {}.", "Déjeuner à {}.",
           "Compte rendu la semaine prochaine.", "Délais de livraison évoqués."),
    "es": ("Buena reunión con {}.", "Próximos pasos acordados con {}.", "Comida en {} después.",
           "Enviaremos el acta la próxima semana.", "Se habló de plazos de entrega."),
    "it": ("Buon incontro con {}.", "Prossimi passi concordati con {}.", "Pranzo a {} dopo.",
           "Verbale la prossima settimana.", "Si è parlato dei tempi di consegna."),
    "nl": ("Goed gesprek met {}.", "Vervolg afgesproken met {}.", "Lunch in {} daarna.",
           "Verslag volgt volgende week.", "Levertijden besproken."),
}  # fmt: skip
NAMES = ("Anna Weber", "Paul Martin", "Elena Rossi", "Jan de Vries", "Stuttgart", "Lyon", "Milano")


def notes(number: int) -> list[tuple[str, str]]:
    """Account and note, the same each time."""
    draw = random.Random(4)
    languages = list(PLANTED)
    of = {f"A{n}": languages[n % len(languages)] for n in range(200)}
    said: dict[str, list[str]] = defaultdict(list)
    for language, planted in PLANTED.items():
        speakers = [account for account, spoken in of.items() if spoken == language]
        for phrase in planted:
            for account in draw.sample(speakers, draw.randint(4, 12)):
                frame = draw.choice(FRAMES[language])
                said[account].append(frame.format(phrase))
    made = []
    for _ in range(number):
        account = draw.choice(list(of))
        words = [s.format(draw.choice(NAMES)) for s in draw.sample(EVERYDAY[of[account]], 3)]
        if said[account] and draw.random() < 0.5:
            words.insert(draw.randint(0, 3), said[account].pop())
        made.append((account, " ".join(words)))
    # None of the planted is lost for want of a note.
    made += [(account, sentence) for account, rest in said.items() for sentence in rest]
    return made


def with_scikit(rows: list[tuple[str, str]]) -> list[str]:
    """CountVectorizer: a document an account, one to three words, by accounts."""
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(ngram_range=(1, 3), min_df=3, binary=True, max_df=0.2)
    counts = counter.fit_transform(_by_account(rows).values()).sum(axis=0).A1
    return [p for _, p in sorted(zip(-counts, counter.get_feature_names_out(), strict=True))]


def with_tfidf(rows: list[tuple[str, str]]) -> list[str]:
    """TfidfVectorizer: the same, by summed weight."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    counter = TfidfVectorizer(ngram_range=(1, 3), min_df=3, max_df=0.2)
    weights = counter.fit_transform(_by_account(rows).values()).sum(axis=0).A1
    return [p for _, p in sorted(zip(-weights, counter.get_feature_names_out(), strict=True))]


def with_yake(rows: list[tuple[str, str]]) -> list[str]:
    """YAKE: twenty keywords of each account's notes, by accounts that share them."""
    import yake

    finders: dict[str, yake.KeywordExtractor] = {}
    found: Counter[str] = Counter()
    for account, text in _by_account(rows).items():
        language = list(PLANTED)[int(account[1:]) % len(PLANTED)]
        finder = finders.setdefault(
            language, yake.KeywordExtractor(lan=language, n=3, top=20, dedupLim=0.9)
        )
        found.update({phrase.lower() for phrase, _ in finder.extract_keywords(text)})
    return [p for p, n in found.most_common() if n >= 3]


def with_ours(rows: list[tuple[str, str]]) -> list[str]:
    """What the build does: `lib.warehouse.phrases`, counted by accounts."""
    found = phrases.repeated(iter(rows), _candidates(), _listener().language, _listener().filed)
    return [phrase for phrase, _ in found]


@cache
def _listener() -> Listener:
    return Listener(
        [(row["theme"], row["phrase"], row["language"]) for row in _read("themes")],
        [(row["list"], row["phrase"], row["language"]) for row in _read("signs")],
        [],
        {},
    )


@cache
def _candidates() -> phrases.Candidates:
    empty = ("marker", "boilerplate", "ours", "negator", "pending", "sour", "calm")
    return phrases.Candidates(
        (row["phrase"] for row in _read("signs") if row["list"] in empty),
        (word for name in NAMES for word in name.lower().split()),
    )


def _read(table: str) -> list[dict[str, str]]:
    path = Path(__file__).resolve().parents[2] / "data" / "reference" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _usable(found: Iterable[str]) -> list[str]:
    """Of what a library found, what the build would keep: the same rules for all."""
    kept = []
    for phrase in found:
        text = listening.read(phrase)
        whole = " ".join(text.words)
        longest = _candidates().of(text, "de", _listener().filed(text))
        if whole in {" ".join(listening.read(p).words) for p in longest}:
            kept.append(phrase)
    return [p for p in kept[:400] if not any(p != q and p in q for q in kept[:400])]


def _by_account(rows: list[tuple[str, str]]) -> Mapping[str, str]:
    texts: dict[str, list[str]] = defaultdict(list)
    for account, text in rows:
        texts[account].append(text)
    return {account: "\n".join(said) for account, said in texts.items()}


def _hits(found: list[str], first: int) -> tuple[int, int]:
    """Of the first so many: how many are planted phrases, and how many planted are among them."""
    planted = {p: p for phrases_ in PLANTED.values() for p in phrases_}
    seen: set[str] = set()
    right = 0
    for phrase in found[:first]:
        near = [p for p in planted if _bare(p) in _bare(phrase) or _bare(phrase) in _bare(p)]
        fresh = [p for p in near if p not in seen]
        right += bool(fresh)
        seen.update(near)
    return right, len(seen)


def _bare(text: str) -> str:
    import unicodedata

    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def ways() -> Iterator[tuple[str, Callable[[list[tuple[str, str]]], list[str]]]]:
    yield "ours", with_ours
    yield "scikit-learn CountVectorizer", with_scikit
    yield "scikit-learn TfidfVectorizer", with_tfidf
    yield "yake", with_yake


def main(number: int) -> None:
    rows = notes(number)
    first = sum(map(len, PLANTED.values()))
    for name, way in ways():
        started = time.perf_counter()
        try:
            found = way(rows)
        except ImportError:
            print(f"{name}: not installed")
            continue
        took = time.perf_counter() - started
        found = found if name == "ours" else _usable(found)
        right, seen = _hits(found, first)
        print(f"{name}: {right} of the first {first} right, {seen} of {first} found, {took:.2f} s")
        print("   ", "; ".join(found[:12]))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3_000)
