-- one row per source and day on which its known history may have grown further back
select
    source,
    known_from,
    horizon_on,
from core.horizons
union all
-- A contact that waited for its account is history of its source like any other.
select
    a.source,
    greatest(a.known_from, k.known_from) as known_from,
    a.occurred_on as horizon_on,
from amended as a
inner join core.accounts as k on a.account_id = k.account_id
