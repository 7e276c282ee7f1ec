-- one row per case
select
    case_id,
    account_id,
    account_name,
    contact_id,
    as_day(opened_on) as opened_on,
    as_day(closed_on) as closed_on,
    priority,
    regexp_matches(lower(status), 'escalated') as is_escalated,
    -- "Closed_Closed" in the database, "Closed" in an export.
    coalesce(
        lower(state) = 'closed' or regexp_matches(lower(status), '^(closed|rejected|duplicate)'),
        closed_on is not null
    ) as is_closed,
    subject,
    source_file as file,
    source_row as row,
    as_day(opened_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when case_id is null then 'It has no ID'
        when as_flag(is_deleted) then 'It is marked as deleted in SuiteCRM'
    end as set_aside,
from raw_case
