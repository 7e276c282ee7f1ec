-- one row per ticket
select
    coalesce(as_id(id), 'ticket-' || left(md5(concat_ws('|', subject, created)), 16)) as case_id,
    company_of(primary_company_id, company_id, l.company_ids) as account_id,
    company_named(primary_company, company) as account_name,
    company_domain as account_domain,
    coalesce(as_ids(contact_id), l.contact_ids) as contact_id,
    coalesce(contact_email, addresses_in(contact)) as contact_email,
    as_day(created) as opened_on,
    as_day(closed) as closed_on,
    priority,
    coalesce(as_flag(is_escalated), false)
    or coalesce(regexp_matches(as_words(status), '^(escalated|escalado)'), false) as is_escalated,
    coalesce(
        as_flag(is_closed),
        regexp_matches(as_words(status), '^(closed|solved|resolved|cerrad|resuelt)')
        -- What the support pipeline that every portal begins with calls "Closed".
        or (status = '4' and coalesce(pipeline, '0') = '0'),
        false
    )
    or closed is not null as is_closed,
    subject,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_flag(is_deleted) then 'It is marked as deleted in HubSpot'
        when as_id(id) is null and subject is null then 'It has neither a usable id nor a name'
    end as set_aside,
from raw_ticket
left join association_lists as l on l.object = 'case' and as_id(id) = l.record_id
