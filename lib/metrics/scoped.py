"""A scope in front of a question: one SQL text of relations, models and what is asked.

Owns how a `Scope` becomes relations. The names that the as-of models read (`accounts`,
`contact_spells`, ...) exist only as these CTEs, so a model cannot reach past a filter. A question
is written twice: of the build alone, and of relations that are kept whole (`lib.metrics.wholes`).
Pure: takes values, returns SQL and parameters; runs nothing and knows no clock.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lib import settings
from lib.errors import WrongCall
from lib.metrics import corrected, recounted, rows, wholes
from lib.scope import Scope
from lib.sql import graph

# Filters on what an account is, and on what it is on a day.
_STATIC = {
    "countries": "country",
    "states": "state",
    "industries": "industry",
    "kinds": "kind",
    "accounts": "account_id",
}
DATED = {"tiers": "tier", "owners": "owner", "statuses": "status"}


@dataclass(frozen=True)
class Query:
    """SQL with `$name` parameters, and their values.

    Args:
        wholes: relations that the SQL names and no build has: who runs it brings them.
        over_wholes: the same question, of relations that are asked whole and may be kept.
    """

    sql: str
    parameters: Mapping[str, object]
    wholes: Mapping[str, Whole] = field(default_factory=dict)
    over_wholes: Query | None = None


@dataclass(frozen=True)
class Whole:
    """The rows of a relation on some days, of all accounts that a reader may see.

    Args:
        key: the same for the same rows of a day.
        days: those that are asked for; a row says in `as_of_on` which it is of. None where
            the rows are the same on every day.
        of: days -> the question for their rows.
        accounts: those whose rows are wanted; all without.
    """

    key: Hashable
    days: tuple[date, ...] | None
    of: Callable[[tuple[date, ...]], Query]
    accounts: tuple[str, ...] = ()


def as_of_models() -> Mapping[str, str]:
    """The relations of `lib/sql/as_of/` by name."""
    return graph.models(settings.SQL / "as_of")


def with_models(scope: Scope, extra: Mapping[str, str], question: str, made: str = "") -> Query:
    """Puts the scope and every model that the question needs in front of it.

    Args:
        made: the relation that is to be made, and so cannot be had from what is kept.
    """
    parameters: dict[str, object] = {}
    models = relations(scope, parameters)
    models.update(as_of_models())
    dated = condition(scope, DATED, parameters)
    if dated:
        models["status_as_of"] = f"select * from ({models['status_as_of']}) as judged where {dated}"
    models.update(extra)
    plain = put_together(models, parameters, question)
    kept = (wholes.kept(len(scope.as_of)) | recounted.names(scope)) - {made}
    filters = {name for name in _STATIC if getattr(scope, name)}
    # Accounts that are asked for by name need not be looked for among all.
    named = scope.accounts if filters == {"accounts"} else ()
    chosen = "r.account_id in (select account_id from accounts)" if filters and not named else ""
    models.update({name: wholes.cut(name, chosen, dated) for name in kept})
    needed = kept & set(graph.in_order(models, graph.reads(question)))
    if not needed:
        return plain
    whole = {
        wholes.NAMED + name: _whole(name, scope.of_all(), named if wholes.is_cut(name) else ())
        for name in needed
    }
    over = replace(put_together(models, parameters, question), wholes=whole)
    return replace(plain, over_wholes=over)


def wholes_of(scope: Scope, days: Sequence[date]) -> list[Whole]:
    """What pages may want of a scope that is kept whole.

    Args:
        scope: without a filter, of one day.
        days: of its trends, its own among them.
    """
    # Of a year, the day itself is asked for with the rest: to ask takes longer than a day more.
    of_days = scope.at(*days)
    of_a_year = wholes.kept(len(days))
    return [
        *(_whole(name, scope) for name in sorted(wholes.kept(1) - of_a_year)),
        *(_whole(name, of_days) for name in sorted(of_a_year)),
    ]


def _whole(name: str, scope: Scope, accounts: tuple[str, ...] = ()) -> Whole:
    """All rows of a relation that a scope without a filter lets through."""

    def of(days: tuple[date, ...]) -> Query:
        asked = scope.at(*days) if days else scope
        question = with_models(asked, {}, f"select * from {name}", made=name)
        return question.over_wholes or question

    days = None if name in wholes.TIMELESS else scope.as_of
    return Whole((name, scope.at().key), days, of, accounts)


def put_together(
    models: Mapping[str, str], parameters: Mapping[str, object], question: str
) -> Query:
    """The question, with the models that it needs in front, and the values that they name."""
    order = graph.in_order(models, graph.reads(question))
    ctes = ",\n\n".join(
        f"{name} as {'materialized ' * (name in corrected.MADE_ONCE)}(\n{models[name]}\n)"
        for name in order
    )
    sql = f"with\n\n{ctes}\n\n{question}"
    return Query(sql, {key: value for key, value in parameters.items() if f"${key}" in sql})


def relations(scope: Scope, parameters: dict[str, object]) -> dict[str, str]:
    """Every relation the models may read, cut to the scope; values go to `parameters`."""
    if not scope.as_of or not scope.visit_settings or scope.window_days < 1:
        raise WrongCall("Asking a question: it names no day, no window or no kind of visit.")
    days = []
    for number, day in enumerate(scope.as_of):
        parameters[f"as_of_{number}"] = day
        days.append(f"(cast($as_of_{number} as date))")
    kinds = []
    for number, setting in enumerate(scope.visit_settings):
        parameters[f"visit_setting_{number}"] = setting
        kinds.append(f"($visit_setting_{number})")
    models = corrected.relations(scope, parameters)
    static = condition(scope, _STATIC, parameters)
    if static:
        models["accounts"] += f" where {static}"
    models.update(recounted.relations(scope, models, parameters))
    models = rows.behind(scope.rights, models, parameters)
    models["as_of"] = (
        f"select column1 as as_of_on from (values {', '.join(days)}) as days (column1)"
    )
    window = f"interval '{scope.window_days:d}' day"
    models["contact_stays"] = (
        f"select d.*, cast(day + {window} as date) as leaves_on from contact_days as d"
    )
    models["windows"] = (
        f"select as_of_on, as_of_on - {window} as opens_after,"
        f" as_of_on - {window} - {window} as earlier_opens_after from as_of"
    )
    models["visit_settings"] = (
        f"select column1 as setting from (values {', '.join(kinds)}) as kinds (column1)"
    )
    return models


def condition(scope: Scope, columns: Mapping[str, str], parameters: dict[str, object]) -> str:
    """The filters on some columns as a condition in SQL; "" where none is set.

    Args:
        columns: filter -> the column that it chooses by.
        parameters: takes the values.
    """
    conditions = []
    for name, column in columns.items():
        values = getattr(scope, name)
        names = []
        for number, value in enumerate(values):
            parameters[f"{name}_{number}"] = value
            names.append(f"${name}_{number}")
        if names:
            conditions.append(f"{column} in ({', '.join(names)})")
    return " and ".join(conditions)
