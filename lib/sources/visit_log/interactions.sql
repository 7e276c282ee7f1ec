-- one row per visit in a log
with

dated as (
    select
        *,
        as_day(date) as occurred_on,
    from raw_visit
),

-- The same row in last week's log and in this week's is one visit; twice in one file it is two.
numbered as (
    select
        *,
        row_number() over (
            partition by
                source_file,
                occurred_on,
                account_id,
                account,
                visited_by,
                setting,
                visit_type,
                location,
                purpose,
                subject,
                notes
            order by source_row
        ) as repetition,
    from dated
)

select
    coalesce(
        visit_id,
        'log-' || left(
            md5(
                concat_ws(
                    '|',
                    occurred_on,
                    account_id,
                    account,
                    visited_by,
                    setting,
                    visit_type,
                    location,
                    purpose,
                    subject,
                    notes
                )
            ),
            16
        ) || case when repetition > 1 then '-' || repetition else '' end
    ) as interaction_id,
    account_id,
    account as account_name,
    occurred_on,
    as_moment(date) as occurred_at,
    'meeting' as fallback_channel,
    -- A log without a column for the place is a list of visits; with one, a blank says nothing.
    case when columns_held not like '%,setting,%' then 'on_site' end as fallback_setting,
    subject,
    location,
    notes,
    outcome,
    coalesce(setting, visit_type) as stated_setting,
    coalesce(purpose, visit_type) as stated_purpose,
    as_number(checkin_latitude) as checkin_latitude,
    as_number(checkin_longitude) as checkin_longitude,
    -- "Smith, John" is one man, "Lee, Ann Brandt" two people.
    case
        when regexp_matches(visited_by, '^[\pL''-]+, ?[\pL''-]+$') then visited_by
        else
            regexp_replace(
                visited_by, '\s*[;,/&+|]\s*| and | und | et | y ', ';', 'g'
            )
    end as colleagues,
    coalesce(as_day(reask_on), as_day(follow_up_on)) as reask_on,
    tour,
    nullif(
        concat_ws(
            '; ',
            introductions,
            case
                when not coalesce(as_flag(intro_offered) = false, false)
                    then 'Offered: ' || intro_offered
            end,
            case
                when not coalesce(as_flag(intro_made) = false, false)
                    then 'Made: ' || intro_made
            end,
            'Outcome: ' || intro_outcome
        ),
        ''
    ) as introductions,
    information_given,
    with_titles(met, met_title) as their_people,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    case
        when account_id is null and account is null then 'It names no account'
        else date_fault(date, occurred_on)
    end as set_aside,
from numbered
