-- one row per source and stretch of days without a contact, where it has one every few days
with

days as (
    select
        i.source,
        i.occurred_on as day,
        lead(i.occurred_on) over (partition by i.source order by i.occurred_on) as next_day,
    from (
        select distinct
            source,
            occurred_on,
        from interactions
        where outcome = 'completed' and occurred_on <= $today
    ) as i
    inner join horizons as h on i.source = h.source and i.occurred_on >= h.horizon_on
),

spaced as (
    select
        source,
        count(*) as days,
        date_diff('day', min(day), max(day)) as span,
    from days
    group by source
)

-- Ten times the usual distance between two days with a contact, and never under the rule's days.
select
    d.source,
    cast(d.day + 1 as date) as first_on,
    cast(d.next_day - 1 as date) as last_on,
    date_diff('day', d.day, d.next_day) - 1 as days,
from days as d
inner join spaced as s on d.source = s.source
inner join rules as r on r.rule = 'gap_days' and r.valid_until = cast('9999-12-31' as date)
where
    date_diff('day', d.day, d.next_day) > r.value
    and date_diff('day', d.day, d.next_day) > 10.0 * s.span / s.days
