-- one row per person
with named as (
    select
        *,
        coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), '')) as full_name,
        -- Several addresses stand in one cell, with commas between.
        replace(concat_ws(';', email, email_home, email_other), ',', ';') as addresses,
    from raw_person
)

select
    coalesce(
        id, 'person-' || left(md5(lower(concat_ws('|', full_name, addresses, organization))), 16)
    ) as contact_id,
    organization_id as account_id,
    case when organization_id is null then organization end as account_name,
    full_name as name,
    title,
    nullif(addresses, '') as email,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    as_moment(modified_on) as modified_at,
    case when coalesce(full_name, email, id) is null then 'It has no name' end as set_aside,
from named
