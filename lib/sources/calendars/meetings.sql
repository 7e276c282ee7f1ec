-- one row per meeting and day in a calendar, its place told from the link to a call
with

placed as (
    select
        *,
        -- Outlook joins what was typed and the words for a call: "Hauptstr. 3, Bruck; Microsoft
        -- Teams Meeting". Only an address (it has a comma) outlives the call beside it.
        array_to_string(
            list_filter(
                string_split_regex(location, '\s*;\s*'),
                lambda part: part is distinct from online_url and not regexp_matches(
                    part,
                    '(?i)^(.* )?(https?://\S*)?(microsoft teams|teams\.(microsoft|live)|skype'
                    || '|zoom|webex|google meet|meet\.google|gotomeet|whereby)\b'
                )
            ),
            '; '
        ) as place,
    from events
),

told_apart as (
    select
        *,
        coalesce(place, '') = '' as is_without_place,
        case
            when contains(place, ',') then place
            else coalesce(location, online_url)
        end as told_location,
        as_day(start) as occurred_on,
        as_day(stamped) as stamped_on,
        -- Who keeps a calendar was there, unless he said that he was not.
        case
            when
                not contains(
                    ';' || coalesce(declined, '') || ';', ';' || calendar_owner_email || ';'
                )
                then calendar_owner_email
        end as present_owner,
    from placed
)

select
    *,
    case
        when is_without_place and coalesce(online_url, location) is not null then true
    end as is_online,
    array_to_string(
        list_filter(
            list_sort(
                list_distinct(
                    string_split(concat_ws(';', attendees, organizer_email, present_owner), ';')
                )
            ),
            lambda email: email <> ''
        ),
        ';'
    ) as emails,
    -- Where Exchange does not say when an event was made, it was there when it was exported.
    coalesce(as_day(created), case when stamped_on < occurred_on then stamped_on end)
        as recorded_on,
from told_apart
