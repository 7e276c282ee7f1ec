-- one row per thing that the exports hold, with what people said besides
select
    held,
    min(known_from) as known_from,
from (
    select
        held,
        known_from,
    from core.holds
    union all
    select
        unnest(cast($told_held as varchar[])) as held,
        cast('0001-01-01' as date) as known_from,
) as either
group by held
