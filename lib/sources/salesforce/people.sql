-- one row per Salesforce user
select
    own.record_id as person_id,
    coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), ''), username) as name,
    raw_user.title,
    raw_user.email,
    street,
    city,
    as_flag(is_active) as is_active,
    source_file as file,
    source_row as row,
    as_day(created_date) as recorded_on,
    as_moment(last_modified) as modified_at,
    case when id is null then 'It has no Id' end as set_aside,
from raw_user
left join record_ids as own on raw_user.id = own.form and own.object = 'user'
