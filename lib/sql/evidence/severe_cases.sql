-- one row per case that is severe by its priority or because it was escalated
select
    c.case_id,
    c.account_id,
    c.opened_on,
    c.recorded_on,
    case when c.is_escalated then 'escalated' else c.priority end as severity,
from source_cases as c
where
    c.is_escalated
    or as_words(c.priority) in (
        select as_words(s.stated) as words,
        from reference_severities as s
        where s.is_severe
    )
