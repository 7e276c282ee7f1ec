-- one row per meeting, call, task or note
with

told as (
    select
        *,
        as_day(date_as_written) as day,
        -- As the database has it ("Accounts"), or as a label ("Account").
        rtrim(lower(parent_type), 's') as parent_kind,
    from activities
)

select
    id as interaction_id,
    case when parent_kind = 'account' then parent_id end as account_id,
    case when parent_kind = 'account' and parent_id is null then parent_name end as account_name,
    case when parent_kind = 'case' then parent_id end as case_id,
    case when parent_kind in ('opportunity', 'opportunitie') then parent_id end as deal_id,
    case
        when parent_kind in ('opportunity', 'opportunitie') and parent_id is null then parent_name
    end as deal_name,
    coalesce(contact_id, case when parent_kind = 'contact' then parent_id end) as contact_id,
    coalesce(contact_name, case when parent_kind = 'contact' then parent_name end)
        as contact_name,
    case when parent_kind is null then parent_name end as regarding,
    day as occurred_on,
    as_moment(date_as_written) as occurred_at,
    channel,
    fallback_channel,
    case lower(direction) when 'inbound' then 'inbound' when 'outbound' then 'outbound' end
        as direction,
    subject,
    location,
    without_tags(description) as notes,
    outcome,
    case when join_url is not null then true end as is_online,
    owner_id as organiser_id,
    owner_name as organiser_name,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when is_note then 'It is a note, not a contact'
        when id is null then 'It has no ID'
        when as_flag(is_deleted) then 'It is marked as deleted in SuiteCRM'
        when date_fault(date_as_written, day) is not null then date_fault(date_as_written, day)
        when parent_kind in ('lead', 'prospect', 'target')
            then 'It is with a lead, who is no customer yet'
    end as set_aside,
from told
