-- one row per person at a customer
with

known as (
    select
        *,
        coalesce(name, nullif(concat_ws(' ', first_name, last_name), '')) as full_name,
        as_id(account_id) as sound_account_id,
    from raw_contact
)

select
    coalesce(
        as_id(contact_id),
        lower(email),
        'contact-' || left(md5(concat_ws('|', full_name, account_id, account_name)), 16)
    ) as contact_id,
    sound_account_id as account_id,
    account_name,
    full_name as name,
    title,
    email,
    -- A day on which somebody left says that they did.
    coalesce(
        as_flag(is_active),
        not coalesce(as_flag(has_left), case when as_day(has_left) is not null then true end),
        case
            when
                regexp_matches(
                    ' ' || as_words(status) || ' ',
                    ' (left|inactive|former|gone|retired|departed|no longer|ausgeschieden|inaktiv'
                    || '|inactif|parti|inactivo|baja|inattivo) '
                )
                then false
        end
    ) as is_active,
    source_file as file,
    source_row as row,
    case when coalesce(full_name, email) is null then 'It has no name' end as set_aside,
from known
