-- one row per source and day on which its known history grew further back
with

earliest as (
    select
        source,
        known_from,
        min(occurred_on) as first_on,
    from interactions
    group by source, known_from
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
