-- one row per person at a customer
with

known as (
    select
        *,
        coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')) as full_name,
        sound_id(account_id) as sound_account_id,
    from raw_contact
)

select
    coalesce(
        sound_id(contact_id),
        lower(email),
        'contact-' || left(md5(concat_ws('|', full_name, account_id, account_name)), 16)
    ) as contact_id,
    sound_account_id as account_id,
    account_name,
    full_name as name,
    title,
    email,
    source_file as file,
    source_row as row,
    case when coalesce(full_name, email) is null then 'It has no name' end as set_aside,
from known
