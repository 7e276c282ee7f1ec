-- one row per reading of a completed contact and person of theirs who had part in it
select
    i.interaction_id,
    -- Whoever is known only by being named in a contact goes where that goes.
    case
        when c.is_named_only then i.account_id
        else coalesce(c.account_id, i.account_id)
    end as account_id,
    c.contact_id,
    c.title_rank,
    c.horizon,
    c.title_known_from,
    i.occurred_on,
    -- Nothing is known of a day before it has come.
    case
        when i.known_from >= i.occurred_on and i.known_from >= p.known_from then i.known_from
        when i.occurred_on >= p.known_from then i.occurred_on
        else p.known_from
    end as known_from,
    i.known_until,
    i.setting not in ('message', 'unknown') as is_talk,
    i.setting in (
        'on_site', 'their_event', 'event', 'our_place', 'neutral', 'in_person_unplaced'
    ) as is_in_person,
    v.setting is not null as is_visit,
from interactions as i
inner join interaction_contacts as p on i.interaction_id = p.interaction_id
inner join contacts as c on p.contact_id = c.contact_id
left join visit_settings as v on i.setting = v.setting
where i.outcome = 'completed'
