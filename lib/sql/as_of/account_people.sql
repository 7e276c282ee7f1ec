-- one row per as-of date and person of theirs, with who of ours spoke with them last
with

last_talks as (
    select
        p.as_of_on,
        p.account_id,
        p.contact_id,
        max(t.interaction_id) as interaction_id,
    from person_as_of as p
    inner join people_talks as t
        on
            p.account_id = t.account_id
            and p.contact_id = t.contact_id
            and p.last_spoken_on = t.occurred_on
            and t.is_talk
            and p.as_of_on >= t.known_from
            and p.as_of_on < t.known_until
    group by p.as_of_on, p.account_id, p.contact_id
),

spoken as (
    select
        l.as_of_on,
        l.account_id,
        l.contact_id,
        string_agg(coalesce(people.name, i.person_id), ', ' order by people.name, i.person_id)
            as spoken_by,
    from last_talks as l
    inner join interaction_people as i
        on l.interaction_id = i.interaction_id and l.as_of_on >= i.known_from
    left join people on i.person_id = people.person_id
    group by l.as_of_on, l.account_id, l.contact_id
)

select
    p.as_of_on,
    p.account_id,
    p.name,
    p.contact_id,
    p.contact,
    p.email,
    p.title,
    p.title_rank,
    p.horizon,
    p.last_met_on,
    p.last_visited_on,
    p.last_spoken_on,
    s.spoken_by,
    p.is_named_only,
    p.corrections,
from person_as_of as p
left join spoken as s
    on p.as_of_on = s.as_of_on and p.account_id = s.account_id and p.contact_id = s.contact_id
