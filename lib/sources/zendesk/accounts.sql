-- one row per organization
select
    as_id(id) as account_id,
    name,
    -- Where it is kept, the number by which the CRM knows it.
    external_id as aliases,
    -- "['acme.example', 'acme.test']", "acme.example acme.test"
    nullif(
        array_to_string(regexp_extract_all(domains, '[\pL\pN-]+([.][\pL\pN-]+)+'), ';'), ''
    ) as website,
    as_day(created) as created_on,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_id(id) is null then 'It has no usable id'
        when name is null then 'It has no name'
    end as set_aside,
from raw_organization
