-- one row per account and as-of date with a visit in the window: its visits, and those with notes
with

visited as (
    select
        windows.as_of_on,
        d.account_id,
        sum(d.interactions) as visits,
    from windows
    inner join contact_days as d
        on
            windows.opens_after < d.day
            and windows.as_of_on >= d.day
            and windows.as_of_on >= d.known_from
            and windows.as_of_on < d.known_until
    inner join visit_settings as v on d.setting = v.setting
    group by windows.as_of_on, d.account_id
),

noted as (
    select
        windows.as_of_on,
        i.account_id,
        count(*) as visits_noted,
    from windows
    inner join interactions as i
        on
            windows.opens_after < i.occurred_on
            and windows.as_of_on >= i.occurred_on
            and windows.as_of_on >= i.known_from
            and windows.as_of_on < i.known_until
    inner join visit_settings as v on i.setting = v.setting
    inner join noted_interactions as n on i.interaction_id = n.interaction_id
    where i.outcome = 'completed'
    group by windows.as_of_on, i.account_id
)

select
    v.as_of_on,
    v.account_id,
    v.visits,
    coalesce(n.visits_noted, 0) as visits_noted,
from visited as v
left join noted as n on v.as_of_on = n.as_of_on and v.account_id = n.account_id
