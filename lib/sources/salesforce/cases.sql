-- one row per case
select
    own.record_id as case_id,
    coalesce(accounts.record_id, contacts.account_id, c.account_id) as account_id,
    c.account_name,
    as_day(c.created_date) as opened_on,
    as_day(c.closed_date) as closed_on,
    c.priority,
    coalesce(as_flag(c.is_escalated), false) or lower(c.status) = 'escalated' as is_escalated,
    coalesce(as_flag(c.is_closed), lower(c.status) = 'closed', false) as is_closed,
    c.subject,
    c.source_file as file,
    c.source_row as row,
    as_day(c.created_date) as recorded_on,
    as_moment(c.last_modified) as modified_at,
    case
        when c.id is null then 'It has no Id'
        when as_flag(c.is_deleted) then 'It is marked as deleted in Salesforce'
    end as set_aside,
from raw_case as c
left join record_ids as own on c.id = own.form and own.object = 'case'
left join record_ids as accounts on c.account_id = accounts.form and accounts.object = 'account'
left join record_ids as contact_ids
    on c.contact_id = contact_ids.form and contact_ids.object = 'contact'
left join contacts on contact_ids.record_id = contacts.contact_id and contacts.set_aside is null
union all by name
select *, from reported_cases
