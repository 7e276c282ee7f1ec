-- one row per as-of date and account that executives are to see: the days a year its cadence asks
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
    365.0 / s.cadence_days as visits_asked,
    365.0 / s.cadence_days * p.visit_days as days_asked,
from status_as_of as s
inner join policy as p on s.as_of_on = p.as_of_on
where s.status <> 'exempt' and s.cadence_days <= p.longest_cadence
