-- one row per user who is a customer
select
    coalesce(as_id(id), lower(email)) as contact_id,
    as_id(organization_id) as account_id,
    organization as account_name,
    name,
    title,
    email,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_words(role) in ('agent', 'admin', 'administrator')
            then 'It is one of our own people, not a customer''s'
        when as_id(id) is null and email is null then 'It has neither a usable id nor an address'
    end as set_aside,
from raw_user
