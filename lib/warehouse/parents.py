"""Which account is above which, as the exports of a build say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from pathlib import Path

from lib.errors import NoWarehouse
from lib.warehouse import engine

_ABOVE = """
with recursive ways as (
    select account_id, parent_account_id from core.accounts
    where account_id in (select unnest(cast($ids as varchar[])))
    union
    select a.account_id, a.parent_account_id
    from core.accounts as a inner join ways as w on a.account_id = w.parent_account_id
)
select account_id, parent_account_id from ways where parent_account_id is not null
"""


def above(
    accounts: Collection[str], warehouse: Path, session: engine.Session | None = None
) -> Mapping[str, str]:
    """Account -> parent, of some accounts and all that are above them.

    Args:
        session: the build to ask; by default the one that is published, if any is.
    """
    if not accounts:
        return {}
    try:
        with nullcontext(session) if session else engine.lease(warehouse) as asked:
            rows = asked.rows(_ABOVE, {"ids": sorted(accounts)})
    except NoWarehouse:
        return {}
    return {str(row["account_id"]): str(row["parent_account_id"]) for row in rows}
