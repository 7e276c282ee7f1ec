-- one row per event or task of a report, before its links are followed
with

told_apart as (
    select
        *,
        coalesce(as_day(date), as_day(starts_at)) as day,
        case
            when starts_with(id, '00U') or lower(type) = 'event' then true
            when starts_with(id, '00T') or lower(type) = 'task' then false
            when as_flag(is_task) is not null then not as_flag(is_task)
            when coalesce(status, task_subtype, call_type) is not null then false
            when coalesce(ends_at, location, event_subtype) is not null then true
            -- Salesforce gives a task a status and an event none.
            when columns_held like '%,status,%' then true
        end as is_event,
        case
            when columns_held like '%,status,%' or columns_held like '%,is_closed,%'
                then
                    coalesce(
                        as_flag(is_closed), lower(status) in ('completed', 'closed', 'done'), false
                    )
        end as is_done,
    from raw_report_activity
),

-- The same row in last week's report and in this week's is one; twice in one file it is two.
numbered as (
    select
        *,
        lower(subject) as subject_key,
        lower(account_name) as account_key,
        left(
            md5(
                concat_ws('|', day, lower(subject), account_name, contact_name, deal_name, assigned)
            ),
            16
        ) as digest,
        row_number() over (
            partition by
                source_file, day, lower(subject), account_name, contact_name, deal_name, assigned
            order by source_row
        ) as repetition,
        row_number() over (
            partition by source_file, day, lower(subject), lower(account_name) order by source_row
        ) as twin_number,
    from told_apart
)

select
    coalesce(
        longer_id(n.id),
        twins.id,
        'report-' || n.digest || case when n.repetition > 1 then '-' || n.repetition else '' end
    ) as id,
    n.contact_id as who_id,
    n.deal_id as what_id,
    n.account_id,
    n.account_name,
    n.contact_name,
    n.deal_name,
    n.related_to as regarding,
    n.assigned as owner_name,
    case
        when n.is_event and n.starts_at is not null then as_day(n.starts_at)
        when n.is_done and as_day(n.completed_at) < n.day - 1 then as_day(n.completed_at)
        else n.day
    end as occurred_on,
    as_moment(n.starts_at) as occurred_at,
    coalesce(n.date, n.starts_at) as date_as_written,
    case when lower(n.type) not in ('event', 'task') then n.type end as type,
    case
        when lower(n.type) = 'call' then 'call'
        when lower(n.type) in ('email', 'send letter') then 'email'
        when lower(n.type) = 'meeting' then 'meeting'
        when lower(n.task_subtype) = 'call' or n.call_type is not null or n.call_result is not null
            then 'call'
        when lower(n.task_subtype) in ('email', 'list email', 'listemail', 'linkedin') then 'email'
    end as channel,
    case when n.is_event then 'meeting' end as fallback_channel,
    case lower(n.call_type) when 'inbound' then 'inbound' when 'outbound' then 'outbound' end
        as direction,
    n.subject,
    n.location,
    n.description,
    n.setting,
    n.purpose,
    case
        when n.is_event or n.is_done is null then coalesce(n.outcome, n.call_result)
        when n.is_done then coalesce(n.outcome, n.call_result, 'completed')
        else 'planned'
    end as outcome,
    as_flag(n.is_online) as is_online,
    not n.is_event as is_task,
    n.day as due_on,
    as_day(n.completed_at) as done_on,
    n.is_done,
    as_day(n.created_date) as made_on,
    n.source_file as file,
    n.source_row as row,
    task_known_on(
        as_day(n.created_date), n.is_done and not coalesce(n.is_event, false), n.day
    ) as recorded_on,
    as_moment(n.last_modified) as modified_at,
    false as is_deleted,
    false as is_series,
from numbered as n
left join activity_twins as twins
    on
        n.id is null
        and n.subject_key = twins.subject_key
        and n.day = twins.day
        and n.account_key = twins.account_key
        and n.twin_number = twins.twin_number
