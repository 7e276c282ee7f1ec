-- one row per as-of date, dimension and member: its share of the year's visits and of the accounts
with

counted as (
    select
        as_of_on,
        dimension,
        member,
        sum(visits_365) as visits,
        count(*) as accounts,
        max(case when is_recorded then 1 else 0 end) as is_recorded,
    from variety_members
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
    -- Of what no account has recorded, nothing can be spread well or badly.
    max(is_recorded) over (partition by as_of_on, dimension) = 1 as is_dimension_recorded,
from counted
