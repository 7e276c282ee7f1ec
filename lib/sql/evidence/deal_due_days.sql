-- one row per account and day on which an open deal of its is due to close soon
with

days as (
    select
        d.account_id,
        cast(d.closes_on - cast(o.days as integer) as date) as day,
        d.deal_id,
        d.name,
        d.closes_on,
        coalesce(d.recorded_on, d.closes_on) as known_on,
        d.is_closed,
    from source_deals as d
    inner join rules as r on r.rule = 'deal_due_days'
    inner join day_offsets as o
        on
            r.value >= o.days
            and d.closes_on - cast(o.days as integer) >= r.valid_from
            and d.closes_on - cast(o.days as integer) < r.valid_until
    where d.account_id is not null and d.closes_on is not null
)

-- On the day a deal closes it is not open any more; one that is still open may be due today.
select
    account_id,
    day,
    -- The one due first; of several that day, the first by id.
    min_by(deal_id, (closes_on, deal_id)) as deal_id,
    min_by(name, (closes_on, deal_id)) as deal_name,
    min(closes_on) as closes_on,
from days
where day >= known_on and (day < closes_on or not is_closed)
group by account_id, day
