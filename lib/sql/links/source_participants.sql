-- one row per interaction and person or contact who took part
with named as (
    select
        source,
        interaction_id,
        person_id,
        name,
        file,
        row,
        recorded_on,
    from colleagues_named
    where not is_organiser
    union all by name
    select
        i.source,
        i.interaction_id,
        p.person_id,
        c.contact_id,
        i.file,
        i.row,
        i.recorded_on,
    from (
        select
            *,
            lower(unnest(as_list(emails))) as email,
        from staged_interactions
        where emails is not null
    ) as i
    left join people_keys as p on i.email = p.form
    left join contact_keys as c on c.source = '' and c.kind = 'email' and i.email = c.form
    where
        coalesce(p.person_id, c.contact_id) is not null
        and not list_contains(as_list(lower(coalesce(i.declined_emails, ''))), i.email)
),

listed as (
    select
        participant_id,
        source,
        interaction_id,
        person_id,
        contact_id,
        name,
        file,
        row,
        recorded_on,
    from staged_participants
    union all by name
    select
        interaction_id || ':' || coalesce(person_id, contact_id) as participant_id,
        *,
    from named
),

renamed as (
    select
        source,
        staged_id,
        interaction_id,
        is_copy,
    from source_interactions
    where staged_id <> interaction_id
    union all
    select
        source,
        staged_id,
        staged_id as interaction_id,
        false as is_copy,
    from interaction_copies
)

select
    l.* replace (coalesce(renamed.interaction_id, l.interaction_id) as interaction_id),
    coalesce(renamed.is_copy, false) as is_copy,
from listed as l
left join renamed on l.source = renamed.source and l.interaction_id = renamed.staged_id
