-- one row per event and person invited to it
with

ours as (
    select
        form,
        record_id,
    from links
    where object = 'user'
),

theirs as (
    select
        form,
        record_id,
    from links
    where object = 'contact'
),

related as (
    select
        whole_id(event_id) as activity_id,
        *,
    from raw_event_relation
    union all by name
    select
        whole_id(task_id) as activity_id,
        *,
    from raw_task_relation
),

known as (
    select distinct interaction_id,
    from interactions
)

select
    r.activity_id || ':' || r.relation_id as participant_id,
    r.activity_id as interaction_id,
    ours.record_id as person_id,
    theirs.record_id as contact_id,
    r.source_file as file,
    r.source_row as row,
    as_day(r.created_date) as recorded_on,
    as_moment(r.last_modified) as modified_at,
    case
        when r.activity_id is null or r.relation_id is null then 'It has no event or no person'
        when as_flag(r.is_deleted) then 'It is marked as deleted in Salesforce'
        when lower(r.status) = 'declined' then 'This person declined'
        when as_flag(r.is_what) then 'It names what the meeting was about, not a person'
        when known.interaction_id is null
            then 'Its event ' || r.activity_id || ' is in no event file'
        when ours.record_id is null and theirs.record_id is null
            then 'Who it names is neither a user nor a contact here: ' || r.relation_id
    end as set_aside,
from related as r
left join ours on r.relation_id = ours.form
left join theirs on r.relation_id = theirs.form
left join known on r.activity_id = known.interaction_id
