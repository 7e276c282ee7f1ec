-- one row per SuiteCRM user
select
    person_id,
    coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), ''), user_name) as name,
    title,
    email,
    city,
    lower(status) = 'active' as is_active,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when person_id is null then 'It has no ID'
        when as_flag(is_deleted) then 'It is marked as deleted in SuiteCRM'
    end as set_aside,
from raw_user
