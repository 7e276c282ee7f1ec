-- one row per task, before its links are followed
select
    id,
    who_id,
    what_id,
    account_id,
    owner_id,
    coalesce(
        as_day(activity_date),
        as_day(completed_at),
        case
            when
                coalesce(as_flag(is_closed), lower(status) = 'completed', false)
                then as_day(created_date)
        end
    ) as occurred_on,
    activity_date as date_as_written,
    type,
    -- What the user chose as the type stands above what Salesforce filled in.
    case
        when lower(type) = 'call' then 'call'
        when lower(type) in ('email', 'send letter') then 'email'
        when lower(type) = 'meeting' then 'meeting'
        when
            lower(task_subtype) = 'call' or call_type is not null
            or as_number(call_duration) > 0
            then 'call'
        when
            lower(task_subtype) in ('email', 'list email', 'listemail', 'linkedin')
            or email_message_id is not null
            then 'email'
    end as channel,
    case lower(call_type) when 'inbound' then 'inbound' when 'outbound' then 'outbound' end
        as direction,
    subject,
    description,
    setting,
    purpose,
    case
        when coalesce(as_flag(is_closed), lower(status) in ('completed', 'closed', 'done'), false)
            then coalesce(outcome, call_disposition, 'completed')
        else 'planned'
    end as outcome,
    source_file as file,
    source_row as row,
    as_day(created_date) as recorded_on,
    as_moment(last_modified) as modified_at,
    coalesce(as_flag(is_deleted), false) as is_deleted,
    coalesce(as_flag(is_recurrence), false)
    and id in (
        select occurrences.series_id,
        from raw_task as occurrences
        where occurrences.series_id <> occurrences.id
    ) as is_series,
from raw_task
