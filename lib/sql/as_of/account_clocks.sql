-- one row per account and as-of date: the last contact of every sort then known
select
    as_of.as_of_on,
    s.account_id,
    max(s.last_on) as last_contact_on,
    max(
        case
            when
                s.setting in (
                    'on_site', 'their_event', 'event', 'our_place', 'neutral', 'in_person_unplaced'
                )
                then s.last_on
        end
    ) as last_in_person_on,
    max(
        case
            when s.purpose = 'proactive' and s.setting not in ('message', 'unknown') then s.last_on
        end
    )
        as last_proactive_on,
from as_of
inner join contact_spells as s
    on as_of.as_of_on >= s.known_from and as_of.as_of_on < s.known_until
group by as_of.as_of_on, s.account_id
