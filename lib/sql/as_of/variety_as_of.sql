-- one row per as-of date, dimension and member: its share of the year's visits and of the accounts
with

members as (
    select
        as_of_on,
        'industry' as dimension,
        coalesce(industry, 'not recorded') as member,
        visits_365,
    from effort_as_of
    where status <> 'exempt'
    union all
    select
        as_of_on,
        'country' as dimension,
        coalesce(country, 'not recorded') as member,
        visits_365,
    from effort_as_of
    where status <> 'exempt'
    union all
    select
        as_of_on,
        'tier' as dimension,
        tier as member,
        visits_365,
    from effort_as_of
    where status <> 'exempt'
),

counted as (
    select
        as_of_on,
        dimension,
        member,
        sum(visits_365) as visits,
        count(*) as accounts,
    from members
    group by as_of_on, dimension, member
)

select
    as_of_on,
    dimension,
    member,
    visits,
    accounts,
    visits / nullif(cast(sum(visits) over (partition by as_of_on, dimension) as double), 0)
        as share_of_visits,
    accounts / cast(sum(accounts) over (partition by as_of_on, dimension) as double)
        as share_of_accounts,
from counted
