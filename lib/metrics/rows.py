"""The wall: what of a build a reader's rights let through, as relations in front of a query.

Owns which relation is cut by what. The models read a build only through the names below, each of
which is declared here with what its rows are of (a test holds that nothing else is read), so a
model, a list or a metric can neither reach past a reader's rights nor forget them: counts, ranks
and totals are made of what is left. Corrections come before the wall, since they move rows from
one account to another. Pure; must not know who a reader is (`lib.access` does).
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.scope import Rights

_NAME = "of_theirs"
# Rows of one account each, which bear its id.
OF_ACCOUNTS = frozenset({
    "account_history", "accounts", "all_interactions", "cases", "commitments", "company_accounts",
    "contact_days", "contact_firsts", "contact_spells", "contacts", "deals", "first_invoices",
    "interactions", "invoiced", "plans", "refusals", "sales", "sales_starts", "won_deals",
})  # fmt: skip
# Rows of one contact with an account each, which bear the contact's id.
OF_INTERACTIONS = frozenset({
    "interaction_contacts", "interaction_people", "met_names", "note_phrases", "noted_interactions",
    "signs", "theme_mentions",
})  # fmt: skip
# Rows of our own people.
OF_OURS = frozenset({"people", "executive_days"})
# Two accounts that may be one, and names as written that no account goes by.
OF_MATCHES = frozenset({"duplicate_matches", "name_matches"})
# What is the company's and no customer's: policy, rates, words, and how far the exports reach.
# `moment_words` says which word a record holds; it is reached only by way of the record.
OF_NOBODY = frozenset({
    "cadences", "exchange_rates", "holds", "horizons", "moment_words", "next_weights", "our_places",
    "rules", "sold_days", "theme_owners", "value_currencies",
})  # fmt: skip
# Made of other relations that stand behind the wall, or of the scope alone.
MADE = frozenset({"as_of", "contact_stays", "visit_settings", "windows"})

_NO_NAME = "cast(null as varchar)"
# The id of a person in a hand-kept log is made of the name.
_NO_PERSON = "'person ' || left(md5(contact_id), 8)"
# Without the right to names: what names a person, and what it reads instead.
_NAMING = {
    "contacts": {"contact_id": _NO_PERSON, "name": _NO_NAME, "email": _NO_NAME},
    "interaction_contacts": {"contact_id": _NO_PERSON},
    "interactions": {"contact_id": _NO_PERSON, "subject": _NO_NAME},
    "all_interactions": {"contact_id": _NO_PERSON, "subject": _NO_NAME},
    "cases": {"subject": _NO_NAME},
    "met_names": {"names": _NO_NAME},
}
# A promise is in words, and those often name somebody.
_UNNAMED_PROMISES = r"""
    select c.* replace (
        coalesce(regexp_replace(c.action, n.names, '\1…\2', 'gi'), c.action) as action,
        coalesce(regexp_replace(c.learnt, n.names, '\1…\2', 'gi'), c.learnt) as learnt
    )
    from ({commitments}) as c
    left join (
        select
            account_id,
            '(^|[^\pL])(?:' || any_word || ')(?:[^\pL]+(?:' || any_word || '))*([^\pL]|$)' as names
        from (
            select account_id, string_agg(distinct regexp_escape(word), '|') as any_word
            from (
                select account_id, unnest(regexp_extract_all(name, '\pL{{3,}}')) as word
                from ({contacts}) as known
            ) as words
            group by account_id
        ) as named
    ) as n on c.account_id = n.account_id
"""
_OURS = """
    select owner_id as person_id from accounts
    union select organiser_id from all_interactions
    union select p.person_id from interaction_people as p
"""


def behind(
    rights: Rights, models: Mapping[str, str], parameters: dict[str, object]
) -> dict[str, str]:
    """The relations of a question as far as a reader may see them.

    Args:
        models: all that the models may read, corrected.
        parameters: takes the ids of the accounts.
    """
    found = dict(models)
    if not rights.names:
        whole = found["commitments"]
        found["commitments"] = _UNNAMED_PROMISES.format(
            commitments=whole, contacts=found["contacts"]
        )
        for name, hidden in _NAMING.items():
            found[name] = _replaced(found[name], hidden)
    if not rights.promises:
        found["commitments"] = _only(found["commitments"], "false")
        found["holds"] = _only(found["holds"], "held <> 'commitments'")  # no figure, not a nought
    if rights.accounts is None:
        return found
    parameters[_NAME] = list(rights.accounts)
    found[_NAME] = f"select unnest(cast(${_NAME} as varchar[])) as account_id"
    theirs = f"select account_id from {_NAME}"
    for name in OF_ACCOUNTS & found.keys():
        found[name] = f"select r.* from ({found[name]}) as r where r.account_id in ({theirs})"
    for name in ("accounts", "company_accounts"):
        parent = f"case when parent_account_id in ({theirs}) then parent_account_id end"
        found[name] = _replaced(found[name], {"parent_account_id": parent})
    contacts = "select interaction_id from all_interactions"
    for name in OF_INTERACTIONS & found.keys():
        found[name] = f"select r.* from ({found[name]}) as r where r.interaction_id in ({contacts})"
    for name in OF_OURS:
        found[name] = f"select r.* from ({found[name]}) as r where r.person_id in ({_OURS})"
    both = f"account_id in ({theirs}) and other_id in ({theirs})"
    found["duplicate_matches"] = _only(found["duplicate_matches"], both)
    # Whose a name is that nobody knows, nobody knows.
    found["name_matches"] = _only(found["name_matches"], "false")
    # A subsidiary that may not be seen counts for nobody here, and for no group.
    if "ways_up" in found:
        within = f"account_id in ({theirs}) and up_id in ({theirs})"
        found["ways_up"] = _only(found["ways_up"], within)
    return found


def _only(sql: str, condition: str) -> str:
    return f"select r.* from ({sql}) as r where {condition}"


def _replaced(sql: str, columns: Mapping[str, str]) -> str:
    told = ", ".join(f"{value} as {name}" for name, value in columns.items())
    return f"select r.* replace ({told}) from ({sql}) as r"
