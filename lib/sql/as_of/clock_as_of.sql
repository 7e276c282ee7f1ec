-- one row per as-of date, account and setting: the last contact in it then known
select
    as_of.as_of_on,
    s.account_id,
    s.setting,
    max(s.last_on) as last_on,
    cast(as_of.as_of_on - max(s.last_on) as integer) as days_since,
from as_of
inner join contact_spells as s
    on as_of.as_of_on >= s.known_from and as_of.as_of_on < s.known_until
inner join status_as_of as a on as_of.as_of_on = a.as_of_on and s.account_id = a.account_id
group by as_of.as_of_on, s.account_id, s.setting
