-- one row per event, before its links are followed
with

-- A private event counts; its words are its owner's alone.
told as (
    select
        * replace (
            case when not coalesce(as_flag(is_private), false) then subject end as subject,
            case when not coalesce(as_flag(is_private), false) then location end as location,
            case when not coalesce(as_flag(is_private), false) then description end as description
        ),
    from raw_event
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
    coalesce(as_day(activity_date), as_day(activity_at), as_day(starts_at)) as occurred_on,
    coalesce(as_moment(activity_at), as_moment(starts_at)) as occurred_at,
    coalesce(activity_date, activity_at, starts_at) as date_as_written,
    type,
    case lower(type)
        when 'call' then 'call' when 'email' then 'email' when 'meeting' then 'meeting'
    end
        as channel,
    -- An event is an entry in a calendar: a meeting, unless its type or its words say otherwise.
    'meeting' as fallback_channel,
    subject,
    location,
    description,
    setting,
    purpose,
    case when called_off(subject) then 'cancelled' else outcome end as outcome,
    as_flag(is_online) as is_online,
    as_number(checkin_latitude) as checkin_latitude,
    as_number(checkin_longitude) as checkin_longitude,
    as_day(reask_on) as reask_on,
    tour,
    introductions,
    information_given,
    source_file as file,
    source_row as row,
    as_day(created_date) as recorded_on,
    as_moment(last_modified) as modified_at,
    coalesce(as_flag(is_deleted), false) as is_deleted,
    -- The pattern of a series, whose occurrences are rows of their own.
    coalesce(as_flag(is_recurrence), false)
    and id in (
        select occurrences.series_id,
        from raw_event as occurrences
        where occurrences.series_id <> occurrences.id
    ) as is_series,
from told
