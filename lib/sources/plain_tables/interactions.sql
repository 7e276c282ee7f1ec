-- one row per visit of a field app, or work order done at a customer's
with

-- The same row in last week's export and in this week's is one visit; twice in one file it is two.
numbered as (
    select
        *,
        row_number() over (partition by source_file, identity order by source_row) as repetition,
    from visits
)

select
    case
        when as_id(visit_id) is not null then visit_id
        else 'visit-' || identity || case when repetition > 1 then '-' || repetition else '' end
    end as interaction_id,
    as_id(given_id) as account_id,
    given_name as account_name,
    occurred_on,
    coalesce(
        as_moment(checked_in_at),
        as_moment(strftime(occurred_on, '%Y-%m-%d') || ' ' || clock_in(checked_in_at)),
        as_moment(written_day)
    ) as occurred_at,
    'meeting' as fallback_channel,
    -- Without a column for the place it is a list of visits; with one, a blank says nothing.
    case when columns_held not like '%,setting,%' then 'on_site' end as fallback_setting,
    subject,
    location,
    notes,
    case
        when outcome is not null then outcome
        when as_flag(is_done) then 'done'
        when not as_flag(is_done) then case when is_only_planned then 'planned' else 'not done' end
        when is_only_planned then 'planned'
    end as outcome,
    coalesce(setting, visit_type, service_type) as stated_setting,
    coalesce(purpose, service_type, visit_type) as stated_purpose,
    as_number(checkin_latitude) as checkin_latitude,
    as_number(checkin_longitude) as checkin_longitude,
    contact_id,
    with_titles(met, met_title) as their_people,
    person_id as organiser_id,
    case when person_id is null then coalesce(given_rep, rep_id) end as organiser_name,
    as_day(reask_on) as reask_on,
    tour,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    case
        when coalesce(given_id, given_name) is null then 'It names no account'
        when coalesce(as_id(given_id), given_name) is null
            then 'A spreadsheet has rounded its account''s id: ' || given_id
        else date_fault(written_day, occurred_on)
    end as set_aside,
from numbered
