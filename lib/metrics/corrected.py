"""Corrections and groups, as relations in front of a query.

Owns which relations of `lib/sql/scope/` stand in for a build's tables, and only those that the
corrections of a scope touch: where there are none, the tables are read as they are. What a
person said travels as lists. Pure; must not know a filter (`lib.metrics.scoped` does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lib import settings
from lib.corrections import Correction, written
from lib.scope import Scope
from lib.sql import graph

# What is counted from interactions, and so anew for the accounts whose interactions changed.
FROM_INTERACTIONS = ("contact_days", "contact_spells", "contact_firsts", "plans", "refusals")
# What bears an account's id: it goes with an account that counts for another.
_OF_AN_ACCOUNT = (
    *FROM_INTERACTIONS, "contacts", "cases", "deals", "commitments", "first_invoices", "sales",
    "sales_starts",
)  # fmt: skip
# Read many times in one question and worth keeping: the engine would make them each time anew.
MADE_ONCE = frozenset({
    "standing", "members", "touched", "rejudged", "amended", "twice_told", "touched_accounts",
    "redone_interactions", "redone_contact_days",
    "earned", "sales_kinds", "sales_months", "sales_histories", "sales_shapes", "variety_members",
    "themes_raised",
})  # fmt: skip
_ON_INTERACTIONS = ("setting", "purpose", "account")
_ON_ACCOUNTS = ("tier", "exempt", "parent")
_ON_TITLES = ("rank", "horizon")
_ON_PROMISES = (
    "promise", "promise_action", "promise_learnt", "promise_learnt_on", "promise_owner",
    "promise_due", "promise_done", "promise_told", "promise_dropped",
)  # fmt: skip
# What an interaction's notes or columns say, each by the thing that an export may hold on it.
_ON_SIGNS = {"tour": "tours", "introduction": "introductions", "information": "information"}
# Whose words come out of notes: empty for a reader who may not see them.
_OF_NOTES = {
    "read_interactions": ("notes", "tour", "introductions", "information_given"),
    "signs": ("evidence",),
    "theme_mentions": ("phrase", "excerpt"),
    "note_phrases": ("excerpt",),
}
# What is corrected -> kind -> what was said last.
_Said = dict[str, dict[str, Correction]]
_NAMES = {"tier": "tier", "exempt": "exemption", "parent": "parent"}


def relations(scope: Scope, parameters: dict[str, object]) -> dict[str, str]:
    """Every relation that the models and filters may read, as corrected.

    Args:
        scope: whose corrections and grouping apply.
        parameters: takes the values that the relations name.

    Returns:
        Selects by name. `read_interactions` are those of everybody; `interactions`, and what
        is counted from them, are of all of them too: `whose` is the caller's to cut.
        `all_interactions` are left whole, for what is known whoever was there.
    """
    corrections = scope.corrections
    core = graph.models(settings.SQL / "core")
    files = graph.models(settings.SQL / "scope")
    models = {name: f"select * from core.{name}" for name in core}
    models["told_accounts"] = (
        "select a.*, false as is_tier_corrected, cast(null as varchar) as corrections"
        " from core.accounts as a"
    )
    models["company_accounts"] = "select t.*, 1 as stands_for from told_accounts as t"
    models["read_interactions"] = (
        "select i.*, cast(null as varchar) as corrections from core.interactions as i"
    )
    models["interactions"] = "select * from read_interactions"
    for name in ("contacts", "people"):
        models[name] = f"select c.*, cast(null as varchar) as corrections from core.{name} as c"
    if corrections.of(*_ON_ACCOUNTS, "duplicate"):
        models.update(_take(files, "account_amendments", "told_accounts"))
        parameters.update(_account_lists(scope))
    if corrections.of(*_ON_TITLES):
        models.update(_take(files, "told_titles"))
        models.update(people=files["told_people"], contacts=files["told_contacts"])
        parameters.update(_title_lists(scope))
    if corrections.of(*_ON_INTERACTIONS, "alias"):
        models.update(_amended(files, core))
        parameters.update(_interaction_lists(scope))
    held: list[str] = []
    if corrections.of(*_ON_PROMISES):
        models.update(_take(files, "promise_amendments", "told_commitments"))
        models["commitments"] = files["told_commitments"]
        held.append("select 'commitments' as held, known_from from told_commitments")
        parameters.update(_promise_lists(scope))
    if corrections.of(*_ON_SIGNS):
        models.update(told_signs=files["told_signs"], signs=files["amended_signs"])
        held.append(
            "select unnest(cast($told_held as varchar[])) as held,"
            " cast('0001-01-01' as date) as known_from"
        )
        parameters.update(_sign_lists(scope))
    if corrections.of("theme_owner"):
        models["theme_owners"] = files["told_theme_owners"]
        owners = corrections.of("theme_owner")
        parameters["owned_themes"] = [row.subject for row in owners]
        parameters["themes_owners"] = [row.value for row in owners]
    if held:
        # What people wrote is held as well as what the exports hold.
        models["holds"] = (
            "select held, min(known_from) as known_from from"
            f" ({' union all '.join(['select * from core.holds', *held])}) as either group by held"
        )
    if not scope.sees_notes:
        for name, columns in _OF_NOTES.items():
            hidden = ", ".join(f"cast(null as varchar) as {column}" for column in columns)
            models[name] = f"select h.* replace ({hidden}) from ({models[name]}) as h"
    copies = corrections.copies
    if copies or scope.by_group:
        parameters["copies"] = list(copies)
        parameters["originals"] = list(copies.values())
        parameters["by_group"] = scope.by_group
        models.update(_take(files, "ways_up", "standing", "members"))
        models["company_accounts"] = files["merged_accounts"]
        models["won_deals"] = files["merged_won_deals"]
        models["invoiced"] = files["merged_invoiced"]
        for name in (*_OF_AN_ACCOUNT, "interactions"):
            models[name] = standing_in(models[name])
    models["accounts"] = "select * from company_accounts"
    # Whether a customer was told is asked of everybody's contacts, whosever are counted.
    models["all_interactions"] = models["interactions"]
    return models


def standing_in(sql: str) -> str:
    """A relation with each account's id as that of the account it counts for."""
    return (
        "select r.* replace (coalesce(s.counts_for, r.account_id) as account_id)"
        f" from ({sql}) as r left join standing as s on r.account_id = s.account_id"
    )


def _amended(files: Mapping[str, str], core: Mapping[str, str]) -> dict[str, str]:
    """Interactions as corrected, and what is counted from them, anew for their accounts alone."""
    models = _take(
        files, "amendments", "aliases", "touched", "moved", "rejudged", "amended",
        "twice_told", "touched_accounts", "redone_interactions",
        "joined_rows",
    )  # fmt: skip
    models["read_interactions"] = files["amended_interactions"]
    models["horizons"] = files["redone_horizons"]
    models.update(rejects=files["amended_rejects"], loads=files["amended_loads"])
    for name in FROM_INTERACTIONS:
        # The build's own SQL, on the interactions of those accounts.
        is_of_days = name in ("contact_spells", "contact_firsts")
        reads = "contact_days" if is_of_days else "interactions"
        models[f"redone_{name}"] = (
            f"with {reads} as (select * from redone_{reads})"
            f" select * from (\n{core[name]}\n) as anew"
        )
        models[name] = (
            f"select c.* from core.{name} as c where not exists"
            " (select 1 from touched_accounts as t where t.account_id = c.account_id)"
            f" union all select * from redone_{name}"
        )
    return models


def _take(files: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: files[name] for name in names}


def _by_name(rows: Iterable[Correction], name: Callable[[Correction], str]) -> _Said:
    said: _Said = {}
    for row in rows:
        said.setdefault(name(row), {})[row.kind] = row
    return said


def _values(said: _Said, kind: str) -> Sequence[str | None]:
    return [rows[kind].value if kind in rows else None for rows in said.values()]


def _joined(rows: Mapping[str, Correction], names: Mapping[str, str], scope: Scope) -> str | None:
    """What was said of one thing, each by what it is of; None where nothing may be known of it."""
    said = [(names.get(kind, kind), scope.said_of(row)) for kind, row in rows.items()]
    return "; ".join(f"{name} {words}" for name, words in said if words) or None


def _interaction_lists(scope: Scope) -> dict[str, object]:
    corrections = scope.corrections
    said = _by_name(corrections.of(*_ON_INTERACTIONS), lambda row: row.subject)
    lists: dict[str, object] = {"amended_interactions": list(said)}
    for kind in _ON_INTERACTIONS:
        lists[f"amended_{kind}s"] = _values(said, kind)
        lists[f"amended_{kind}s_said"] = [
            scope.said_of(rows[kind]) if kind in rows else None for rows in said.values()
        ]
    aliases = corrections.of("alias")
    lists["alias_names"] = [written(row.subject) for row in aliases]
    lists["alias_accounts"] = [row.value for row in aliases]
    lists["aliases_said"] = [scope.said_of(row) for row in aliases]
    return lists


def _sign_lists(scope: Scope) -> dict[str, object]:
    rows = scope.corrections.of(*_ON_SIGNS)
    return {
        "told_signs": [row.subject for row in rows],
        "told_sign_kinds": [row.kind for row in rows],
        "told_sign_values": [row.value for row in rows],
        "told_signs_said": [scope.said_of(row) for row in rows],
        "told_held": sorted({_ON_SIGNS[row.kind] for row in rows}),
    }


def _account_lists(scope: Scope) -> dict[str, object]:
    corrections = scope.corrections
    said = _by_name(corrections.of(*_ON_ACCOUNTS), lambda row: row.subject)
    notes = {account: _joined(rows, _NAMES, scope) for account, rows in said.items()}
    copies = corrections.copies
    for row in corrections.of("duplicate"):
        if copies.get(row.subject) == row.value:
            said.setdefault(row.value, {})
            known = scope.said_of(row)
            copy = f"copy {row.subject} {known}" if known else None
            notes[row.value] = "; ".join(filter(None, (notes.get(row.value), copy))) or None

    return {
        "told_accounts": list(said),
        "told_tiers": _values(said, "tier"),
        "told_exempt": _values(said, "exempt"),
        "told_parents": _values(said, "parent"),
        "told_said": [notes[account] for account in said],
    }


def _title_lists(scope: Scope) -> dict[str, object]:
    said = _by_name(scope.corrections.of(*_ON_TITLES), lambda row: written(row.subject))
    return {
        "told_titles": list(said),
        "told_ranks": _values(said, "rank"),
        "told_horizons": _values(said, "horizon"),
        "titles_said": [_joined(rows, {}, scope) for rows in said.values()],
    }


def _promise_lists(scope: Scope) -> dict[str, object]:
    said = _by_name(scope.corrections.of(*_ON_PROMISES), lambda row: row.subject)
    lists: dict[str, object] = {kind: _values(said, kind) for kind in _ON_PROMISES}
    lists["promises"] = list(said)
    parts = {kind: kind.removeprefix("promise_") for kind in _ON_PROMISES}
    lists["promises_said"] = [_joined(rows, parts, scope) for rows in said.values()]
    return lists
