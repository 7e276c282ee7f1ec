-- one row per account and as-of date: its last conversation of our own accord, or what may be one
select
    as_of.as_of_on,
    s.account_id,
    max(case when s.purpose = 'proactive' then s.last_on end) as last_proactive_on,
    max(case when s.purpose = 'unclassified' then s.last_on end) as last_unclassified_on,
    max(s.last_on) as last_conversation_on,
from as_of
inner join contact_spells as s
    on
        as_of.as_of_on >= s.known_from
        and as_of.as_of_on < s.known_until
        and s.setting not in ('message', 'unknown')
group by as_of.as_of_on, s.account_id
