-- one row per case
select
    c.case_id,
    c.account_id,
    c.opened_on,
    c.closed_on,
    c.is_closed,
    c.priority,
    c.is_escalated,
    s.case_id is not null as is_severe,
    coalesce(m.masked, c.subject) as subject,
    coalesce(c.recorded_on, c.opened_on, cast('0001-01-01' as date)) as known_from,
    c.source,
    c.file,
    c.row,
from source_cases as c
left join severe_cases as s on c.case_id = s.case_id
left join masked_texts as m on c.subject = m.text
