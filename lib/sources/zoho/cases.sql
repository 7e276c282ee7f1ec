-- one row per case
select
    coalesce(as_id(id), number) as case_id,
    as_id(account_id) as account_id,
    account as account_name,
    as_id(contact_id) as contact_id,
    contact as contact_name,
    email as contact_email,
    as_day(created) as opened_on,
    as_day(closed) as closed_on,
    priority,
    coalesce(as_words(status) = 'escalated', false) as is_escalated,
    coalesce(as_words(status) in ('closed', 'resolved'), false) or closed is not null as is_closed,
    subject,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when coalesce(as_id(id), number) is null then 'It has neither a usable id nor a number'
    end as set_aside,
from raw_case
