-- one row per case that is severe by its priority or because it was escalated
select
    c.case_id,
    c.account_id,
    c.opened_on,
    c.recorded_on,
    case when c.is_escalated then 'escalated' else c.priority end as severity,
from source_cases as c
left join reference_severities as s on as_words(c.priority) = as_words(s.stated)
where c.is_escalated or s.is_severe
