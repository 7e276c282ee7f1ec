-- one row per as-of date and account met in person by it: the last day
select
    as_of.as_of_on,
    d.account_id,
    max(d.day) as last_met_on,
from as_of
inner join contact_days as d
    on
        as_of.as_of_on >= d.day
        and as_of.as_of_on >= d.known_from
        and as_of.as_of_on < d.known_until
where
    d.setting in ('on_site', 'their_event', 'event', 'our_place', 'neutral', 'in_person_unplaced')
group by as_of.as_of_on, d.account_id
