-- one row per as-of date and account met by it, at a stand of a trade show aside: the last day
select
    as_of.as_of_on,
    s.account_id,
    max(s.last_on) as last_met_on,
from as_of
inner join contact_spells as s
    on as_of.as_of_on >= s.known_from and as_of.as_of_on < s.known_until
where
    s.setting in ('on_site', 'their_event', 'our_place', 'neutral', 'in_person_unplaced')
group by as_of.as_of_on, s.account_id
