-- one row per as-of date, account and day it is up for renewal, as known on it
with

of_deals as (
    select
        as_of.as_of_on,
        d.account_id,
        d.closes_on as day,
        min('renewal: ' || d.name) as evidence,
    from as_of
    inner join deals as d
        on
            -- Of an open one nobody says since when it has been, but only when it is due.
            as_of.as_of_on >= d.known_from
            or (d.created_on is null and not coalesce(d.is_closed, false))
    inner join moment_words as w
        on w.record_kind = 'deal' and w.moment = 'renewal' and d.deal_id = w.record_id
    where d.closes_on is not null
    group by as_of.as_of_on, d.account_id, d.closes_on
)

select
    s.as_of_on,
    s.account_id,
    a.renewal_on as day,
    'the contract''s day in the export' as evidence,
from status_as_of as s
inner join accounts as a on s.account_id = a.account_id
where a.renewal_on is not null
union all
select
    d.as_of_on,
    d.account_id,
    d.day,
    d.evidence,
from of_deals as d
inner join accounts as a on d.account_id = a.account_id
inner join moment_rules as r on d.as_of_on = r.as_of_on
where
    a.renewal_on is null
    or d.day < a.renewal_on - r.renewal_before
    or d.day > a.renewal_on + r.renewal_before
