-- one row per account of those that count as one, with the one they count for
select
    t.account_id,
    coalesce(s.counts_for, t.account_id) as counts_for,
    t.stated_value,
    t.currency,
    t.began_on,
    t.known_from,
from told_accounts as t
left join standing as s on t.account_id = s.account_id
where
    s.account_id is not null
    or t.account_id in (select counts_for, from standing)
