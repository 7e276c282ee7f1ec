-- one row per case of a report
select
    coalesce(own.record_id, named.record_id, c.case_number) as case_id,
    coalesce(accounts.record_id, case when c.account_name is null then c.account_id end)
        as account_id,
    c.account_name,
    contacts.record_id as contact_id,
    c.contact_name,
    c.contact_email,
    as_day(c.opened_on) as opened_on,
    as_day(c.closed_on) as closed_on,
    c.priority,
    coalesce(as_flag(c.is_escalated), false) or coalesce(lower(c.status) = 'escalated', false)
        as is_escalated,
    coalesce(
        as_flag(c.is_closed), not as_flag(c.is_open), lower(c.status) like 'closed%',
        c.closed_on is not null
    ) as is_closed,
    c.subject,
    c.source_file as file,
    c.source_row as row,
    as_day(c.opened_on) as recorded_on,
    as_moment(c.last_modified) as modified_at,
    case when coalesce(c.id, c.case_number) is null then 'It has no number' end as set_aside,
from raw_report_case as c
left join record_ids as own on c.id = own.form and own.object = 'case'
left join record_ids as accounts on c.account_id = accounts.form and accounts.object = 'account'
left join record_ids as contacts on c.contact_id = contacts.form and contacts.object = 'contact'
-- A case's number is its own, with its leading zeros or, out of a spreadsheet, without.
left join named_ids as named
    on named.object = 'case' and c.id is null and ltrim(c.case_number, '0') = named.name_key
