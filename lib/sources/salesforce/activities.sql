-- one row per event or task, before its links are followed
select
    id,
    who_id,
    what_id,
    account_id,
    owner_id,
    coalesce(as_day(activity_date), as_day(activity_at), as_day(starts_at)) as occurred_on,
    coalesce(as_moment(activity_at), as_moment(starts_at)) as occurred_at,
    coalesce(activity_date, activity_at, starts_at) as date_as_written,
    type,
    case lower(type) when 'call' then 'call' when 'email' then 'email' when 'meeting' then 'meeting' end
        as channel,
    -- An event is an entry in a calendar: a meeting, unless its type or its words say otherwise.
    'meeting' as fallback_channel,
    cast(null as varchar) as direction,
    subject,
    location,
    description,
    setting,
    purpose,
    -- What a calendar sync writes in front of the subject of a meeting that was called off.
    case
        when regexp_matches(lower(subject), '^\s*(cancell?ed|abgesagt|annul[ée]e?|cancelad[oa]|annullat[oa]|geannuleerd)\s*:')
            then 'cancelled'
        else outcome
    end as outcome,
    as_flag(is_online) as is_online,
    as_number(checkin_latitude) as checkin_latitude,
    as_number(checkin_longitude) as checkin_longitude,
    as_day(reask_on) as reask_on,
    as_flag(is_tour_taken) as is_tour_taken,
    source_file as file,
    source_row as row,
    as_day(created_date) as recorded_on,
    as_moment(last_modified) as modified_at,
    coalesce(as_flag(is_deleted), false) as is_deleted,
    -- The pattern of a series, whose occurrences are rows of their own.
    coalesce(as_flag(is_recurrence), false) and id in (select series_id from raw_event where series_id <> id)
        as is_series,
    coalesce(as_flag(is_child), false) as is_copy,
from raw_event
union all
select
    id,
    who_id,
    what_id,
    account_id,
    owner_id,
    coalesce(
        as_day(activity_date),
        as_day(completed_at),
        case when coalesce(as_flag(is_closed), lower(status) = 'completed', false) then as_day(created_date) end
    ) as occurred_on,
    cast(null as timestamp) as occurred_at,
    activity_date as date_as_written,
    type,
    case
        when lower(type) = 'call' or lower(task_subtype) = 'call' or call_type is not null
            or as_number(call_duration) > 0
            then 'call'
        when lower(type) in ('email', 'send letter') or lower(task_subtype) in ('email', 'list email', 'listemail', 'linkedin')
            or email_message_id is not null
            then 'email'
        when lower(type) = 'meeting' then 'meeting'
    end as channel,
    cast(null as varchar) as fallback_channel,
    case lower(call_type) when 'inbound' then 'inbound' when 'outbound' then 'outbound' end as direction,
    subject,
    cast(null as varchar) as location,
    description,
    setting,
    purpose,
    case
        when coalesce(as_flag(is_closed), lower(status) in ('completed', 'closed', 'done'), false)
            then coalesce(outcome, call_disposition, 'completed')
        else 'planned'
    end as outcome,
    cast(null as boolean) as is_online,
    cast(null as double) as checkin_latitude,
    cast(null as double) as checkin_longitude,
    cast(null as date) as reask_on,
    cast(null as boolean) as is_tour_taken,
    source_file as file,
    source_row as row,
    as_day(created_date) as recorded_on,
    as_moment(last_modified) as modified_at,
    coalesce(as_flag(is_deleted), false) as is_deleted,
    coalesce(as_flag(is_recurrence), false) and id in (select series_id from raw_task where series_id <> id)
        as is_series,
    false as is_copy,
from raw_task
