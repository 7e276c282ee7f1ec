-- one row per contact
select
    own.record_id as contact_id,
    coalesce(accounts.record_id, c.account_id) as account_id,
    c.account_name,
    coalesce(c.name, nullif(trim(concat_ws(' ', c.first_name, c.last_name)), '')) as name,
    c.title,
    c.email,
    c.source_file as file,
    c.source_row as row,
    as_day(c.created_date) as recorded_on,
    as_moment(c.last_modified) as modified_at,
    case
        when c.id is null then 'It has no Id'
        when as_flag(c.is_deleted) then 'It is marked as deleted in Salesforce'
    end as set_aside,
from raw_contact as c
left join record_ids as own on c.id = own.form and own.object = 'contact'
left join record_ids as accounts on c.account_id = accounts.form and accounts.object = 'account'
union all by name
select *, from reported_contacts
