-- one row per owner of records
select
    as_id(id) as person_id,
    coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), name, email) as name,
    title,
    email,
    coalesce(as_flag(is_active), not as_flag(is_deleted)) as is_active,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case when as_id(id) is null then 'It has no usable id' end as set_aside,
from raw_owner
