-- one row per ticket
select
    as_id(id) as case_id,
    as_id(organization_id) as account_id,
    organization as account_name,
    as_id(requester_id) as contact_id,
    case when not contains(requester, '@') then requester end as contact_name,
    coalesce(requester_email, addresses_in(requester)) as contact_email,
    as_day(created) as opened_on,
    as_day(closed) as closed_on,
    priority,
    false as is_escalated,
    coalesce(as_words(status) in ('solved', 'closed', 'resolved'), false) or closed is not null
        as is_closed,
    subject,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_flag(is_deleted) or as_words(status) = 'deleted'
            then 'It is marked as deleted in Zendesk'
        when as_id(id) is null then 'It has no usable id'
    end as set_aside,
from raw_ticket
