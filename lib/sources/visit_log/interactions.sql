-- one row per visit in a log
with

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
                location,
                purpose,
                subject,
                notes
            order by source_row
        ) as repetition,
    from visits
),

organisers as (
    select
        source_file,
        source_row,
        min(person_id) as person_id,
    from colleagues
    group by source_file, source_row
)

select
    coalesce(
        v.visit_id,
        'log-' || left(
            md5(
                concat_ws(
                    '|',
                    v.occurred_on,
                    v.account_id,
                    v.account,
                    v.visited_by,
                    v.setting,
                    v.location,
                    v.purpose,
                    v.subject,
                    v.notes
                )
            ),
            16
        ) || case when v.repetition > 1 then '-' || v.repetition else '' end
    ) as interaction_id,
    coalesce(v.matched_account_id, own_accounts.account_id) as resolved_account_id,
    resolved_account_id as account_id,
    v.occurred_on,
    'meeting' as fallback_channel,
    -- A log without a column for the place is a list of visits; with one, a blank says nothing.
    case when v.columns_held not like '%,setting,%' then 'on_site' end as fallback_setting,
    v.subject,
    v.location,
    v.notes,
    v.outcome,
    v.setting as stated_setting,
    v.purpose as stated_purpose,
    as_number(v.checkin_latitude) as checkin_latitude,
    as_number(v.checkin_longitude) as checkin_longitude,
    organisers.person_id as organiser_id,
    v.visited_by as organiser_name,
    as_day_in_order(v.reask_on, v.date_order) as reask_on,
    as_flag(v.tour) as is_tour_taken,
    v.source_file as file,
    v.source_row as row,
    as_day_in_order(v.recorded_on, v.date_order) as recorded_on,
    case
        when v.account_id is null and v.account is null then 'It names no account'
        when v.date is null then 'It has no date'
        when v.occurred_on is null and v.date_order = 'undecided'
            then
                'Its date can be read two ways: '
                || v.date
                || '; say which with --date-order dmy or mdy'
        when v.occurred_on not between date '1970-01-01' and date '2100-01-01'
            then 'Its date is no true one: ' || v.date
        when v.occurred_on is null then 'Its date cannot be read: ' || v.date
        when resolved_account_id is not null then null
        when v.accounts_of_that_name > 1
            then 'Several accounts are called "' || v.account || '": ' || v.candidates
        when v.account is null then 'No account has the id ' || v.account_id
        when nearest_names.names is not null
            then
                'No account is called "'
                || v.account
                || '"; the nearest are: '
                || nearest_names.names
        else 'No account is called "' || v.account || '", and none comes near'
    end as set_aside,
from numbered as v
left join
    organisers
    on v.source_file = organisers.source_file and v.source_row = organisers.source_row
left join accounts as own_accounts on coalesce(v.account_id, v.name_key) = own_accounts.account_id
left join nearest_names on v.account = nearest_names.account
