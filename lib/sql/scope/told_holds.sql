-- one row per thing that is held, by the exports or by what people wrote, and since when
with

found as (
    select
        held,
        known_from,
    from core.holds
    union all
    select
        'commitments' as held,
        c.known_from,
    from told_commitments as c
)

select
    held,
    min(known_from) as known_from,
from found
group by held
