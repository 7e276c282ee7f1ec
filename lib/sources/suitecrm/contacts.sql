-- one row per contact
select
    contact_id,
    account_id,
    account_name,
    nullif(trim(concat_ws(' ', first_name, last_name)), '') as name,
    title,
    email,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when contact_id is null then 'It has no ID'
        when as_flag(is_deleted) then 'It is marked as deleted in SuiteCRM'
    end as set_aside,
from raw_contact
