-- one row per account without a visit in the year and as-of date: what one to it does to variety
with

unvisited as (
    select
        m.as_of_on,
        m.account_id,
        m.dimension,
        m.member,
        s.gap,
        s.gap_after,
        -- What is nought differs from it in the last digit, one way or the other.
        round(s.gap - s.gap_after, 12) as closes,
    from variety_members as m
    inner join variety_steps as s
        on m.as_of_on = s.as_of_on and m.dimension = s.dimension and m.member = s.member
    where m.visits_365 = 0
),

summed as (
    select
        as_of_on,
        account_id,
        count(*) as dimensions,
        avg(gap) as gap,
        avg(gap_after) as gap_after,
        round(avg(closes), 12) as closes,
        max(case when dimension = 'industry' then closes end) as closes_industry,
        max(case when dimension = 'country' then closes end) as closes_country,
        max(case when dimension = 'tier' then closes end) as closes_tier,
        max(case when dimension = 'size' then closes end) as closes_size,
        max(case when dimension = 'tenure' then closes end) as closes_tenure,
        max(
            case
                when dimension = 'industry' and closes > 0 then '; industry: ' || member else ''
            end
        )
        || max(
            case when dimension = 'country' and closes > 0 then '; country: ' || member else '' end
        )
        || max(case when dimension = 'tier' and closes > 0 then '; tier: ' || member else '' end)
        || max(case when dimension = 'size' and closes > 0 then '; size: ' || member else '' end)
        || max(
            case when dimension = 'tenure' and closes > 0 then '; tenure: ' || member else '' end
        )
            as because,
    from unvisited
    group by as_of_on, account_id
)

select
    n.as_of_on,
    n.account_id,
    a.name,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    s.house_value,
    s.house_currency,
    s.last_visit_on,
    s.is_booked,
    s.is_asked_busy,
    n.dimensions,
    n.gap,
    n.gap_after,
    n.closes,
    n.closes_industry,
    n.closes_country,
    n.closes_tier,
    n.closes_size,
    n.closes_tenure,
    nullif(substr(n.because, 3), '') as because,
from summed as n
inner join status_as_of as s on n.as_of_on = s.as_of_on and n.account_id = s.account_id
inner join accounts as a on n.account_id = a.account_id
