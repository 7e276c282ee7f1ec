-- one row per account and as-of date with a visit in the window: its visits, and those with notes
with

visited as (
    select
        d.as_of_on,
        d.account_id,
        sum(d.interactions) as visits,
    from contacts_in_window as d
    inner join visit_settings as v on d.setting = v.setting
    group by d.as_of_on, d.account_id
),

noted as (
    select
        i.as_of_on,
        i.account_id,
        count(*) as visits_noted,
    from interactions_in_window as i
    inner join visit_settings as v on i.setting = v.setting
    inner join noted_interactions as n on i.interaction_id = n.interaction_id
    group by i.as_of_on, i.account_id
)

select
    v.as_of_on,
    v.account_id,
    v.visits,
    coalesce(n.visits_noted, 0) as visits_noted,
from visited as v
left join noted as n on v.as_of_on = n.as_of_on and v.account_id = n.account_id
