-- one row per as-of date, account that can be visited and dimension: which member of it it is
with

described as (
    select
        e.as_of_on,
        e.account_id,
        e.visits_365,
        e.industry,
        e.country,
        e.tier,
        case
            when a.employees < 10 then 'under 10 people'
            when a.employees < 50 then '10 to 49 people'
            when a.employees < 250 then '50 to 249 people'
            when a.employees < 1000 then '250 to 999 people'
            when a.employees >= 1000 then '1,000 people and more'
        end as size,
        case
            when e.began_on > e.as_of_on - interval '1' year then 'under 1 year'
            when e.began_on > e.as_of_on - interval '3' year then '1 to 3 years'
            when e.began_on > e.as_of_on - interval '10' year then '3 to 10 years'
            when e.began_on is not null then '10 years and more'
        end as tenure,
    from effort_as_of as e
    inner join accounts as a on e.account_id = a.account_id
    where e.status <> 'exempt'
),

spread as (
    select
        as_of_on,
        account_id,
        visits_365,
        'industry' as dimension,
        industry as member,
    from described
    union all
    select
        as_of_on,
        account_id,
        visits_365,
        'country' as dimension,
        country as member,
    from described
    union all
    select
        as_of_on,
        account_id,
        visits_365,
        'tier' as dimension,
        tier as member,
    from described
    union all
    select
        as_of_on,
        account_id,
        visits_365,
        'size' as dimension,
        size as member,
    from described
    union all
    select
        as_of_on,
        account_id,
        visits_365,
        'tenure' as dimension,
        tenure as member,
    from described
)

select
    as_of_on,
    account_id,
    dimension,
    coalesce(member, 'not recorded') as member,
    member is not null as is_recorded,
    visits_365,
from spread
