"""The editable tables in `data/reference/`: read, unambiguous, in the vocabulary.

Speaks of the files alone, not of how a build applies them.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from datetime import date

import pytest

from lib.corrections import INFORMATION, INTRODUCTIONS, TOURS
from lib.scope import PURPOSES, SETTINGS
from lib.settings import REFERENCE

OUTCOMES = ("completed", "planned", "declined", "cancelled", "no_show", "no_response")
HORIZONS = ("orders", "operations", "future")
LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "fi", "pl", "ja", "zh",
)  # fmt: skip

HEADERS = {
    "visit_policy": ["tier", "cadence_days", "valid_from", "note"],
    "rules": ["rule", "value", "valid_from", "note"],
    "next_weights": ["reason", "points", "valid_from", "note"],
    "words": ["list", "word", "language"],
    "stated_settings": ["stated", "setting"],
    "stated_purposes": ["stated", "purpose"],
    "stated_outcomes": ["stated", "outcome"],
    "severities": ["stated", "is_severe"],
    "stated_promises": ["stated", "state"],
    "legal_forms": ["form"],
    "titles": ["pattern", "language", "rank", "horizon"],
    "executive_days": ["person", "days", "valid_from", "note"],
    "our_places": ["place", "note"],
    "exempt_accounts": ["account_id", "reason", "valid_from"],
    "place_aliases": ["written", "in_country", "city", "state", "country", "note"],
    "currencies": ["written", "currency"],
    "exchange_rates": ["from_currency", "to_currency", "rate", "valid_from"],
    "themes": ["theme", "phrase", "language"],
    "theme_owners": ["theme", "owner", "lack_counts"],
    "signs": ["list", "phrase", "language"],
    "stated_tours": ["stated", "tour"],
}
# What makes a row of a table one of a kind.
KEYS = {
    "visit_policy": ["tier", "valid_from"],
    "rules": ["rule", "valid_from"],
    "next_weights": ["reason", "valid_from"],
    "words": ["list", "word"],
    "titles": ["pattern"],
    "exempt_accounts": ["account_id", "valid_from"],
    "place_aliases": ["written", "in_country"],
    "exchange_rates": ["from_currency", "valid_from"],
    # A word that two languages share stands once for each.
    "themes": ["theme", "phrase", "language"],
    "signs": ["list", "phrase", "language"],
}
# The lists that each say one setting: a word in two of them would be read by accident of order.
# `meeting` may repeat their words (a lunch is a meeting too); `crisis` and `commercial` speak of
# the purpose, so they may repeat a setting's (a cold call is a call, and commercial).
SETTING_LISTS = (
    "video",
    "video_location",
    "phone",
    "message",
    "event",
    "our_place",
    "neutral",
    "on_site",
)
# What is said of people: in `lib/sql/links`, not of what a contact was.
PEOPLE_LISTS = (
    "nobody",
    "serves",
    "serves_before",
    "former_title",
    "deputy",
    "not_title",
    "weak_title",
)
LISTS = (
    *SETTING_LISTS, "meeting", "desk_work", "crisis", "commercial", "promise", "kick_off",
    "renewal", "repeat", "termination",
)  # fmt: skip


def rows(table: str) -> list[dict[str, str]]:
    with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def as_words(text: str) -> str:
    """The form everything is compared in: `as_words` in `lib/sources/macros/words.sql`."""
    letters = unicodedata.normalize("NFD", text.lower())
    bare = "".join(c for c in letters if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def compared(text: str) -> str:
    """What makes a cell another cell: its words, or all of it where a sign ("C$") says more."""
    return text if any(unicodedata.category(c) == "Sc" for c in text) else as_words(text) or text


def words(*lists: str) -> list[str]:
    return [row["word"] for row in rows("words") if row["list"] in lists]


@pytest.mark.parametrize("table", HEADERS)
def test_a_table_is_plain_utf_8_csv(table: str) -> None:
    data = (REFERENCE / f"{table}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and data.endswith(b"\n")
    lines = list(csv.reader(data.decode("utf-8").splitlines(), strict=True))
    assert lines[0] == HEADERS[table]
    assert {len(line) for line in lines} == {len(HEADERS[table])}


@pytest.mark.parametrize("table", HEADERS)
def test_no_row_is_there_twice(table: str) -> None:
    keys = KEYS.get(table, HEADERS[table][:1])
    # `^` and `...` say more than the words do.
    written = str if table in ("themes", "signs") else compared
    counts = Counter(tuple(written(row[key]) for key in keys) for row in rows(table))
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("words", "word"),
        ("stated_settings", "stated"),
        ("stated_purposes", "stated"),
        ("stated_outcomes", "stated"),
        ("severities", "stated"),
        ("stated_promises", "stated"),
        ("legal_forms", "form"),
        ("titles", "pattern"),
        ("stated_tours", "stated"),
    ],
)
def test_text_is_in_the_form_it_is_compared_in(table: str, column: str) -> None:
    texts = [row[column] for row in rows(table)]
    assert [text for text in texts if not text or text != as_words(text)] == []


@pytest.mark.parametrize(
    "table", ["visit_policy", "rules", "next_weights", "exempt_accounts", "exchange_rates"]
)
def test_policy_is_dated(table: str) -> None:
    for row in rows(table):
        assert date.fromisoformat(row["valid_from"]).isoformat() == row["valid_from"]


@pytest.mark.parametrize(
    ("table", "column", "vocabulary"),
    [
        ("stated_settings", "setting", SETTINGS),
        ("stated_purposes", "purpose", PURPOSES),
        ("stated_outcomes", "outcome", OUTCOMES),
        ("severities", "is_severe", ("true", "false")),
        ("stated_promises", "state", ("open", "done", "told", "dropped")),
        ("stated_tours", "tour", TOURS),
        ("theme_owners", "lack_counts", ("true", "false")),
    ],
)
def test_a_stated_value_means_a_word_of_ours(
    table: str, column: str, vocabulary: tuple[str, ...]
) -> None:
    assert {row[column] for row in rows(table)} == set(vocabulary)


@pytest.mark.parametrize(
    ("table", "column", "vocabulary"),
    [
        ("stated_settings", "setting", SETTINGS),
        ("stated_purposes", "purpose", PURPOSES),
        ("stated_outcomes", "outcome", OUTCOMES),
        ("stated_tours", "tour", TOURS),
    ],
)
def test_our_own_words_mean_themselves(
    table: str, column: str, vocabulary: tuple[str, ...]
) -> None:
    meanings = {row["stated"]: row[column] for row in rows(table)}
    assert {word: meanings[as_words(word)] for word in vocabulary} == {w: w for w in vocabulary}


def test_every_tier_has_a_cadence() -> None:
    assert {row["tier"] for row in rows("visit_policy")} >= {"A", "B", "C", "*"}
    assert all(int(row["cadence_days"]) > 0 for row in rows("visit_policy"))


def test_every_rule_is_a_number_with_its_meaning() -> None:
    assert {row["rule"] for row in rows("rules")} == {
        "severe_case_days",
        "deal_due_days",
        "reask_days",
        "due_share",
        "lapse_factor",
        "tier_a_share",
        "tier_b_share",
        "executive_rank",
        "executive_cadence_days",
        "executive_visit_days",
        "checkin_km",
        "gap_days",
        "promise_task_days",
        "first_purchase_days",
        "first_year_days_before",
        "first_year_days_after",
        "kick_off_days_before",
        "kick_off_days_after",
        "renewal_days_before",
        "leaving_days_before",
        "leaving_days_after",
        "early_days",
        "silent_days",
        "long_days",
        "long_conversations",
        "theme_accounts",
        "phrase_accounts",
        "flat_share",
        "dense_share",
        "sales_months",
        "busy_factor",
        "near_km",
    }
    assert all(float(row["value"]) > 0 and row["note"] for row in rows("rules"))


def test_every_reason_to_see_an_account_next_has_its_points_and_its_meaning() -> None:
    points = {row["reason"]: int(row["points"]) for row in rows("next_weights")}
    assert points.keys() == {
        "late", "late_most", "never", "unknown", "value", "value_half", "unprompted", "extremes",
        "quiet", "leaving", "renewal", "first_purchase", "first_year", "kick_off", "unbooked",
        "booked", "declined",
    }  # fmt: skip
    assert {name for name, value in points.items() if value < 0} == {"booked", "declined"}
    assert all(row["note"] for row in rows("next_weights"))
    # Nobody knows how late an unknown one is: less than a lapsed one, beyond two cadences.
    assert points["late"] <= points["unknown"] < 2 * points["late"]


def test_a_word_belongs_to_a_known_list_and_language() -> None:
    exceptions = tuple(f"not_{name}" for name in LISTS)
    assert {row["list"] for row in rows("words")} <= {
        *LISTS,
        *exceptions,
        *PEOPLE_LISTS,
    }
    assert {row["list"] for row in rows("words")} >= {*LISTS, *PEOPLE_LISTS}
    assert {row["language"] for row in rows("words")} <= set(LANGUAGES)


def test_a_word_says_one_setting_and_one_purpose() -> None:
    settings = Counter(words(*SETTING_LISTS))
    assert [word for word, count in settings.items() if count > 1] == []
    assert set(words("crisis")) & set(words("commercial")) == set()


def test_an_exception_holds_a_word_that_it_excepts() -> None:
    for name in LISTS:
        excepted = words(name, *(["video_location"] if name == "video" else []))
        for phrase in words(f"not_{name}"):
            assert phrase not in excepted
            assert any(f" {word} " in f" {phrase} " for word in excepted), phrase


def test_a_title_says_a_rank_or_a_horizon() -> None:
    for row in rows("titles"):
        assert row["rank"] in ("1", "2", "3", "4", "")
        assert row["horizon"] in (*HORIZONS, "")
        assert row["rank"] or row["horizon"], row
        assert row["language"] in LANGUAGES


def test_a_currency_is_of_iso_4217_and_its_code_means_itself() -> None:
    written = {row["written"]: row["currency"] for row in rows("currencies")}
    codes = set(written.values())
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in codes)
    assert {code: written[code] for code in codes} == {code: code for code in codes}


# Lists of signs.csv that change what a phrase means, or tell a language.
HELPERS = (
    "tour_named", "negator", "pending", "elsewhere", "refused", "accepted", "calm", "sour",
    "we_said", "ours", "marker", "boilerplate", "unit", "request",
)  # fmt: skip
SIGNS = (
    *(f"tour_{value}" for value in TOURS),
    *(f"introduction_{value}" for value in INTRODUCTIONS),
    *(f"information_{value}" for value in INFORMATION),
)


def test_a_phrase_is_in_the_form_that_notes_are_compared_in() -> None:
    for table in ("themes", "signs"):
        for row in rows(table):
            phrase = row["phrase"].removeprefix("^ ")
            parts = phrase.split(" ... ")
            assert all(part and part == as_words(part) for part in parts) or phrase.isupper(), row
            assert row["language"] in LANGUAGES, row


def test_a_theme_has_its_row_of_owners_and_its_exceptions_a_theme() -> None:
    owned = {row["theme"] for row in rows("theme_owners")}
    assert {row["theme"].removeprefix("not ") for row in rows("themes")} == owned
    assert not any("_" in theme for theme in owned)


def test_a_sign_is_one_of_ours() -> None:
    exceptions = ("not_tour", "not_introduction", "not_information")
    assert {row["list"] for row in rows("signs")} <= {*SIGNS, *HELPERS, *exceptions}
    assert {row["list"] for row in rows("signs")} >= {*HELPERS, *exceptions}
