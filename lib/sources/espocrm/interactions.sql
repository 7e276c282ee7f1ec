-- one row per meeting, call, task or e-mail
select
    id as interaction_id,
    -- Its account is worked out by EspoCRM itself, from what the record is related to.
    coalesce(account_id, case when parent_type = 'Account' then parent_id end) as account_id,
    coalesce(account_name, case when parent_type = 'Account' then parent_name end)
        as account_name,
    case when parent_type = 'Case' then parent_id end as case_id,
    case when parent_type = 'Opportunity' then parent_id end as deal_id,
    case when parent_type = 'Opportunity' then parent_name end as deal_name,
    coalesce(
        case when parent_type = 'Contact' then parent_id end,
        contact_id,
        array_to_string(
            from_json(case when json_valid(contacts_ids) then contacts_ids end, '["VARCHAR"]'), ';'
        )
    ) as contact_id,
    coalesce(contact_name, case when parent_type = 'Contact' then parent_name end)
        as contact_name,
    as_day(date_as_written) as occurred_on,
    as_moment(date_as_written) as occurred_at,
    channel,
    fallback_channel,
    coalesce(
        case lower(direction) when 'inbound' then 'inbound' when 'outbound' then 'outbound' end,
        direction
    ) as direction,
    subject,
    location,
    without_tags(description) as notes,
    outcome,
    case when join_url is not null then true end as is_online,
    emails,
    owner_id as organiser_id,
    owner_name as organiser_name,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when id is null then 'It has no id'
        when as_flag(is_deleted) then 'It is marked as deleted in EspoCRM'
        when date_fault(date_as_written, as_day(date_as_written)) is not null
            then date_fault(date_as_written, as_day(date_as_written))
        when parent_type = 'Lead' and account_id is null
            then 'It is with a lead, who is no customer yet'
    end as set_aside,
from activities
