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
)

select
    r.event_id || ':' || r.relation_id as participant_id,
    coalesce(events.record_id, r.event_id) as interaction_id,
    ours.record_id as person_id,
    theirs.record_id as contact_id,
    r.source_file as file,
    r.source_row as row,
    as_day(r.created_date) as recorded_on,
    as_moment(r.last_modified) as modified_at,
    case
        when r.event_id is null or r.relation_id is null then 'It has no event or no person'
        when as_flag(r.is_deleted) then 'It is marked as deleted in Salesforce'
        when lower(r.status) = 'declined' then 'This person declined'
        when events.record_id is null then 'Its event ' || r.event_id || ' is in no event file'
        when ours.record_id is null and theirs.record_id is null
            then 'Who it names is neither a user nor a contact here: ' || r.relation_id
    end as set_aside,
from raw_event_relation as r
left join record_ids as events on r.event_id = events.form and events.object = 'event'
left join ours on r.relation_id = ours.form
left join theirs on r.relation_id = theirs.form
