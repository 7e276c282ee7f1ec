-- one row per contact
select
    coalesce(as_id(id), lower(email)) as contact_id,
    as_id(account_id) as account_id,
    case when as_id(account_id) is null then account end as account_name,
    coalesce(nullif(trim(concat_ws(' ', first_name, last_name)), ''), name) as name,
    title,
    email,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_id(id) is null and email is null then 'It has neither a usable id nor an address'
    end as set_aside,
from raw_contact
