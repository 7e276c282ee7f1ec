-- one row per meeting and day in a calendar
select
    coalesce(
        uid,
        'calendar-' || left(md5(concat_ws('|', start, summary, location, organizer_email)), 16)
    )
    || coalesce('/' || recurrence_id, '') as interaction_id,
    -- Whose meeting it was is found by the addresses, then by the words.
    cast(null as varchar) as account_id,
    cast(null as varchar) as account_name,
    nullif(emails, '') as emails,
    accepted as accepted_emails,
    declined as declined_emails,
    occurred_on,
    -- A meeting of a whole day, or of several, is on its first.
    case when not as_flag(is_all_day) then as_moment(start) end as occurred_at,
    'meeting' as fallback_channel,
    cast(null as varchar) as direction,
    summary as subject,
    told_location as location,
    description as notes,
    is_online,
    case
        when status = 'CANCELLED' or called_off(summary) then 'cancelled'
    end as outcome,
    organizer_name as organiser_name,
    organizer_email as organiser_email,
    cast(null as date) as reask_on,
    nullif(concat_ws(' | ', place, summary), '') as match_text,
    source_file as file,
    source_row as row,
    recorded_on,
    as_moment(coalesce(last_modified, stamped)) as modified_at,
    case
        when is_marked_private then 'It is marked private'
        else date_fault(start, occurred_on)
    end as set_aside,
from meetings
