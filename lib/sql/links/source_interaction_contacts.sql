-- one row per interaction and contact who had part in it, however the exports say so
with

by_id as (
    select
        source,
        interaction_id,
        contact_id,
        recorded_on as known_from,
    from source_participants
    where contact_id is not null
    union all by name
    select
        i.source,
        i.interaction_id,
        unnest(as_list(s.contact_id)) as contact_id,
    from staged_interactions as s
    inner join source_interactions as i
        on s.source = i.source and s.interaction_id = i.staged_id
    where s.contact_id is not null
),

known as (
    select
        source,
        staged_id,
        contact_id,
    from source_contacts
    union
    select
        source,
        contact_id as staged_id,
        contact_id,
    from source_contacts
),

anywhere as (
    select
        staged_id,
        min(contact_id) as contact_id,
    from known
    group by staged_id
    having count(distinct contact_id) = 1
),

found as (
    select
        b.interaction_id,
        coalesce(own.contact_id, anywhere.contact_id) as contact_id,
        b.known_from,
    from by_id as b
    left join known as own on b.source = own.source and b.contact_id = own.staged_id
    left join anywhere on b.contact_id = anywhere.staged_id
),

with_names as (
    select *, from found
    where contact_id is not null
    union all
    select
        interaction_id,
        contact_id,
        cast(null as date) as known_from,
    from people_met
    where
        not is_by_id
        or interaction_id not in (
            select f.interaction_id, from found as f
            where f.contact_id is not null
        )
)

select
    interaction_id,
    contact_id,
    min(coalesce(known_from, cast('0001-01-01' as date))) as known_from,
from with_names
group by interaction_id, contact_id
