"""What can be asked: metrics, relations, plain tables, known ids, the accounts of an entitlement.

Owns the question; `lib.metrics.scoped` puts the scope in front of it. Pure: takes values, returns
SQL and parameters; runs nothing and knows no clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from lib import settings
from lib.errors import WrongCall
from lib.metrics import catalogue, corrected, rows, scoped
from lib.metrics.answer import answer
from lib.metrics.catalogue import Metric, metric
from lib.metrics.scoped import Query
from lib.scope import Scope
from lib.sql import graph

# What a build says of itself and of our own people: no customer's rows, so no scope.
_PLAIN_TABLES = (
    "build", "loads", "rejects", "freshness", "checks", "people", "gone", "history_gaps",
    "definitions",
)  # fmt: skip
# Those that a correction changes.
_CORRECTED_TABLES = ("people", "loads", "rejects")
# What the whole company's exports hold, row by row or counted: none of it is a reader's who may
# see some accounts only. What is left says which kinds of table there are, and for which days.
_OF_ALL_ACCOUNTS = {
    "loads": "select * replace (null as file, null as rows_read, null as rows_loaded,"
    " null as rows_set_aside, null as rows_duplicate, null as rows_unlinked, null as rows_blank,"
    " null as reason, null as notes)",
    "freshness": "select * replace (null as interactions)",
    "rejects": "select * replace (null as file, null as row, null as last_row, null as reason)",
    "gone": "select * replace (null as records)",
}
# Whom or what an entitlement names -> where that stands.
_OWNER = ("s.owner", "a.owner_id", "p.email", "p.name")
_ENTITLING = {
    "account": ("a.account_id",),
    "country": ("s.country", "a.country_code"),
    "industry": ("s.industry",),
    "kind": ("s.kind",),
    "owner": _OWNER,
    "state": ("s.state", "a.state_code"),
    "team": _OWNER,
    "tier": ("s.tier",),
}


def metrics(ids: Sequence[str], scope: Scope, by: Sequence[str] = ()) -> Query:
    """The values of metrics.

    Args:
        ids: from the catalogue.
        scope: what they are asked of.
        by: dimensions to split them by.

    Returns:
        A query for: metric, as_of_on, one column per dimension, value, numerator, denominator,
        low, high. A share of nothing is null; money in the house currency.

    Raises:
        WrongCall: for a metric or a split that does not exist.
    """
    if not ids:
        raise WrongCall("Fetching metrics: none was named.", "Name at least one.")
    dimensions = tuple(by)
    counted: dict[str, list[Metric]] = {}
    for metric_id in ids:
        entry = metric(metric_id)
        name = entry.relation_by(dimensions)
        if name == "contact_as_of":
            name = _contacts(scope, dimensions)
        counted.setdefault(name, []).append(entry)
    keys = ", ".join(("as_of_on", *(f"{name} as by_{name}" for name in dimensions)))
    groups = ", ".join(("as_of_on", *dimensions))
    models: dict[str, str] = {}
    answers = []
    for relation_name, entries in counted.items():
        parts = "".join(
            f", {entry.numerator} as n_{entry.id}"
            + (f", {entry.denominator} as d_{entry.id}" if entry.denominator else "")
            + (f", {entry.high} as h_{entry.id}" if entry.high else "")
            for entry in entries
        )
        counts = f"select {keys}{parts} from {relation_name} group by {groups}"
        if not dimensions:  # a day on which nothing is counted has its row too
            counts = (
                "select as_of.as_of_on as day, counts.* from as_of"
                f" left join ({counts}) as counts on as_of.as_of_on = counts.as_of_on"
            )
        models[f"counted_{relation_name}"] = counts
        answers += [answer(entry, f"counted_{relation_name}", dimensions) for entry in entries]
    order = ", ".join(("place", "as_of_on", *dimensions))
    places = " ".join(f"when '{metric_id}' then {n}" for n, metric_id in enumerate(ids))
    shown = ", ".join(("metric", "as_of_on", *dimensions))
    models["answers"] = " union all ".join(answers)
    return scoped.with_models(
        scope,
        models,
        f"select {shown}, value, numerator, denominator, low, high from"
        f" (select answers.*, case metric {places} end as place from answers) as placed"
        f" order by {order}",
    )


def relation(
    name: str,
    scope: Scope,
    where: str = "",
    order_by: str = "",
    limit: int | None = None,
    columns: Sequence[str] = (),
) -> Query:
    """The rows of an as-of relation, in scope.

    Args:
        name: a file of `lib/sql/as_of/`.
        where, order_by: SQL over its columns; never built from a user's text.
        columns: those that are wanted; all without.

    Raises:
        WrongCall: where there is no such relation.
    """
    if name not in scoped.as_of_models():
        raise WrongCall(f"Reading {name}: there is no such relation.")
    conditions = [f"({where})"] if where else []
    if name == "interaction_as_of" and scope.accounts:
        # In scope they are already; but said here, a tenth of the rows is read.
        conditions.append(scoped.condition(scope, {"accounts": "account_id"}, {}))
    question = f"select {', '.join(columns) or '*'} from {name}"
    question += f" where {' and '.join(conditions)}" if conditions else ""
    question += f" order by {order_by}" if order_by else ""
    question += f" limit {limit:d}" if limit is not None else ""
    return scoped.with_models(scope, {}, question)


def table(name: str, scope: Scope) -> Query:
    """A table that a build has whatever the day: loads, rejects, freshness, checks, people ...

    Args:
        scope: whose corrections and rights apply; of the filters none does.

    Raises:
        WrongCall: where there is none of that name that holds no customer's rows.
    """
    if name not in _PLAIN_TABLES:
        raise WrongCall(f"Reading {name}: it is none of {', '.join(_PLAIN_TABLES)}.")
    # The text of a row that was set aside may hold anybody's notes.
    columns = "file, row, last_row, table_name, reason" if name == "rejects" else "*"
    parameters: dict[str, object] = {}
    models = {name: f"select {columns} from core.{name}"}
    if name in _CORRECTED_TABLES:
        models = rows.behind(scope.rights, corrected.relations(scope, parameters), parameters)
        models[name] = f"select {columns} from ({models[name]}) as t"
    if scope.rights.accounts is not None and name in _OF_ALL_ACCOUNTS:
        models[name] = f"{_OF_ALL_ACCOUNTS[name]} from ({models[name]}) as t"
    return scoped.put_together(models, parameters, f"select * from {name} order by all")


def known(what: str, ids: Sequence[str], scope: Scope) -> Query:
    """Those of some ids that the build has, corrected or not: one column, `id`.

    Args:
        what: account, commitment, or interaction (one that waits for its account is known too).
        scope: whose rights apply: what they do not let through does not exist.
    """
    tables = {
        "account": ("accounts",),
        "commitment": ("commitments",),
        "interaction": ("interactions", "waiting"),
    }[what]
    if scope.rights.accounts is not None:
        parameters: dict[str, object] = {"ids": list(ids)}
        models = rows.behind(scope.rights, corrected.relations(scope, parameters), parameters)
        return scoped.put_together(
            models,
            parameters,
            f"select distinct {what}_id as id from {tables[0]}"
            f" where {what}_id in (select unnest(cast($ids as varchar[])))",
        )
    found = " union ".join(
        f"select {what}_id as id from core.{name}"
        f" where {what}_id in (select unnest(cast($ids as varchar[])))"
        for name in tables
    )
    return Query(found, {"ids": list(ids)})


def entitled(rules: Sequence[Sequence[tuple[str, Sequence[str]]]], scope: Scope) -> Query:
    """The accounts that rules choose on the scope's day: one column, `account_id`.

    Args:
        rules: each a list of dimension and values. An account is chosen by a rule where it has
            one of the values of every dimension, in whatever case they are written; of several
            rules one is enough. A team is the list of its owners.
        scope: with the right to every row, since nothing else can tell whose they are.
    """
    wanted: dict[str, object] = {}
    either = []
    for number, rule in enumerate(rules):
        all_of = []
        for name, values in rule:
            key = f"rule_{number}_{name}"
            wanted[key] = [value.casefold() for value in values]
            is_one = f"in (select unnest(cast(${key} as varchar[])))"
            all_of.append(
                "(" + " or ".join(f"lower({one}) {is_one}" for one in _ENTITLING[name]) + ")"
            )
        either.append(" and ".join(all_of) or "false")
    parameters: dict[str, object] = {}
    models = {**scoped.relations(scope, parameters), **scoped.as_of_models()}
    # An account that counts for another is the same customer.
    copies = (
        "union select k.account_id from standing as k"
        " inner join chosen as c on k.counts_for = c.account_id"
        if "standing" in models
        else ""
    )
    models["chosen"] = (
        "select s.account_id from status_as_of as s"
        " inner join accounts as a on s.account_id = a.account_id"
        " left join people as p on a.owner_id = p.person_id"
        f" where {' or '.join(f'({one})' for one in either) or 'false'}"
    )
    return scoped.put_together(
        models,
        {**parameters, **wanted},
        f"select account_id from (select account_id from chosen {copies}) as theirs order by 1",
    )


def mark() -> str:
    """A mark of all that is asked at query time: same build, scope and mark, same answers."""
    texts = [
        text
        for folder in ("as_of", "scope")
        for text in graph.models(settings.SQL / folder).values()
    ]
    texts += [repr(entry) for entry in catalogue.load().values()]
    return hashlib.sha256("\x1e".join(texts).encode()).hexdigest()[:12]


def checks() -> Mapping[str, str]:
    """The data checks by name: each a query for `failures`, the number of rows that break it."""
    return {
        name: f"select count(*) as failures from ({sql}) as broken"
        for name, sql in graph.models(settings.SQL / "checks").items()
    }


def _contacts(scope: Scope, by: tuple[str, ...]) -> str:
    """Where to count contacts: no finer than by what is asked."""
    dated = any(getattr(scope, name) for name in scoped.DATED)
    if not dated and not set(by) - {"month", "setting", "purpose"}:
        return "contact_totals_as_of"
    return "contact_as_of" if {"month", "setting"} & set(by) else "contact_sums_as_of"
