-- one row per as-of date and account: the days a year its cadence asks of our executives
with

policy as (
    select
        as_of.as_of_on,
        max(case when r.rule = 'executive_cadence_days' then r.value end) as longest_cadence,
        max(case when r.rule = 'executive_visit_days' then r.value end) as visit_days,
    from as_of
    inner join rules as r on as_of.as_of_on >= r.valid_from and as_of.as_of_on < r.valid_until
    group by as_of.as_of_on
)

select
    s.as_of_on,
    s.account_id,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    s.cadence_days <= p.longest_cadence as is_theirs_to_see,
    case
        when s.cadence_days <= p.longest_cadence then 365.0 / s.cadence_days * p.visit_days
        else 0.0
    end as days_asked,
from status_as_of as s
inner join policy as p on s.as_of_on = p.as_of_on
where s.status <> 'exempt'
