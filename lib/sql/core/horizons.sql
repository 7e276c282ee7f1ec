-- one row per source and day on which its known history grew further back
with

earliest as (
    -- An account's history is known once the account is.
    select
        i.source,
        greatest(i.known_from, a.known_from) as known_from,
        min(i.occurred_on) as first_on,
    from interactions as i
    inner join accounts as a on i.account_id = a.account_id
    left join archive_cliffs as c on i.source = c.source
    where c.source is null or i.occurred_on >= c.cliff_on
    group by i.source, greatest(i.known_from, a.known_from)
),

running as (
    select
        source,
        known_from,
        min(first_on) over (
            partition by source
            order by known_from
            rows between unbounded preceding and current row
        ) as horizon_on,
        min(first_on) over (
            partition by source
            order by known_from
            rows between unbounded preceding and 1 preceding
        ) as earlier_horizon_on,
    from earliest
)

select
    source,
    known_from,
    horizon_on,
from running
where earlier_horizon_on is null or horizon_on < earlier_horizon_on
