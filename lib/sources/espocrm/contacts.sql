-- one row per contact
select
    contact_id,
    -- Of several accounts, the first is the contact's own.
    coalesce(
        account_id,
        array_to_string(
            from_json(case when json_valid(accounts_ids) then accounts_ids end, '["VARCHAR"]'), ';'
        )
    ) as account_id,
    account_name,
    coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), '')) as name,
    title,
    email,
    source_file as file,
    source_row as row,
    as_day(recorded_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when contact_id is null then 'It has no id'
        when as_flag(is_deleted) then 'It is marked as deleted in EspoCRM'
    end as set_aside,
from raw_contact
