-- one row per as-of date and case opened by it that is still open or was opened in the 730 days
select
    s.as_of_on,
    s.account_id,
    a.name,
    c.case_id,
    c.opened_on,
    case when c.closed_on <= s.as_of_on then c.closed_on end as closed_on,
    c.priority,
    c.is_escalated,
    c.is_severe,
    c.subject,
    -- Closed after the day is open on it; closed on a day nobody wrote down is closed.
    c.closed_on > s.as_of_on or (c.closed_on is null and not coalesce(c.is_closed, false))
        as is_open,
    cast(s.as_of_on - c.opened_on as integer) as days_since_opened,
from status_as_of as s
inner join accounts as a on s.account_id = a.account_id
inner join cases as c
    on
        s.account_id = c.account_id
        and s.as_of_on >= c.known_from
        and s.as_of_on >= c.opened_on
where
    c.opened_on > s.as_of_on - interval '730' day
    or c.closed_on > s.as_of_on
    or (c.closed_on is null and not coalesce(c.is_closed, false))
