-- one row per meeting and day, of a calendar's file or of Outlook's list
with

listed as (
    select
        *,
        'appointment-' || left(md5(concat_ws('|', start_date, start_time, summary, location)), 16)
            as uid,
        start_date || coalesce(' ' || clock_in(start_time), '') as start,
        lower(addresses_in(concat_ws(';', required, optional))) as attendees,
        -- Exchange writes a path for its own people.
        case
            when not contains(organizer, '@') and not starts_with(organizer, '/') then organizer
        end as organizer_name,
        lower(addresses_in(organizer)) as organizer_email,
        coalesce(as_flag(is_private), false)
        or coalesce(
            regexp_matches(
                as_words(sensitivity), '^(priva|prive|person|confidential|vertraulich)'
            ),
            false
        ) as is_marked_private,
    from raw_appointment
)

select
    *,
    false as is_marked_private,
from raw_event
union all by name
select
    uid,
    summary,
    description,
    location,
    start,
    is_all_day,
    organizer_name,
    organizer_email,
    attendees,
    is_marked_private,
    source_file,
    source_row,
from listed
