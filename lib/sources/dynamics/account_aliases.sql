-- one row per account that was merged into another: its id is a way to write the other's
select
    lower(trim(id, '{} ')) as alias_id,
    lower(trim(id, '{} ')) as alias,
    lower(trim(master_id, '{} ')) as account_id,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    cast(null as varchar) as set_aside,
from raw_account
where as_flag(is_merged) and id is not null and master_id is not null
