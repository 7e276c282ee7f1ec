-- one row per task, before its links are followed
with

read as (
    select
        *,
        coalesce(as_flag(is_closed), lower(status) in ('completed', 'closed', 'done'), false)
            as is_done,
        as_day(activity_date) as due_on,
        as_day(completed_at) as done_on,
    from raw_task
)

select
    longer_id(id) as id,
    who_id,
    what_id,
    account_id,
    account_name,
    contact_name,
    what_name as regarding,
    owner_id,
    owner_name,
    -- Done before it was due; by one day may only be a zone of time.
    case
        when is_done and done_on < due_on - 1 then done_on
        else
            coalesce(
                due_on, done_on, case when is_done then as_day(created_date) end
            )
    end as occurred_on,
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
        when is_done then coalesce(outcome, call_disposition, 'completed')
        else 'planned'
    end as outcome,
    true as is_task,
    due_on,
    done_on,
    is_done,
    as_day(created_date) as made_on,
    told,
    source_file as file,
    source_row as row,
    task_known_on(as_day(created_date), is_done and done_on is null, due_on) as recorded_on,
    as_moment(last_modified) as modified_at,
    coalesce(as_flag(is_deleted), false) as is_deleted,
    coalesce(as_flag(is_recurrence), false)
    and id in (
        select occurrences.series_id,
        from raw_task as occurrences
        where occurrences.series_id <> occurrences.id
    ) as is_series,
from read
