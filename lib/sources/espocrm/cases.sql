-- one row per case
select
    case_id,
    account_id,
    account_name,
    contact_id,
    contact_name,
    as_day(opened_on) as opened_on,
    priority,
    coalesce(lower(status) in ('closed', 'rejected', 'duplicate'), false) as is_closed,
    subject,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when case_id is null then 'It has no id'
        when as_flag(is_deleted) then 'It is marked as deleted in EspoCRM'
    end as set_aside,
from raw_case
