-- one row per case
select
    coalesce(
        lower(trim(c.id, '{} ')),
        c.number,
        'case-' || left(md5(concat_ws('|', c.case_title, c.customer, c.created_on)), 16)
    ) as case_id,
    customers.account_id,
    customers.account_name,
    coalesce(lower(trim(c.contact_id, '{} ')), customers.contact_id) as contact_id,
    coalesce(c.contact, customers.contact_name) as contact_name,
    as_day(c.created_on) as opened_on,
    as_day(c.closed_on) as closed_on,
    -- On a case 1 is high; on an activity it would be normal.
    coalesce(
        c.priority,
        case c.priority_code when '1' then 'High' when '2' then 'Normal' when '3' then 'Low' end,
        c.priority_code
    ) as priority,
    coalesce(as_flag(c.is_escalated), false) as is_escalated,
    coalesce(
        as_words(coalesce(c.status, c.status_reason)) in (
            '1', '2', 'resolved', 'closed', 'canceled', 'cancelled', 'merged', 'problem solved',
            'information provided', 'gelost', 'abgeschlossen', 'abgebrochen', 'storniert', 'resolu',
            'annule', 'ferme'
        ),
        c.closed_on is not null
    ) as is_closed,
    c.case_title as subject,
    c.source_file as file,
    c.source_row as row,
    as_day(c.created_on) as recorded_on,
    as_moment(c.modified_on) as modified_at,
    case
        when coalesce(c.id, c.number, c.case_title) is null then 'It has no number'
    end as set_aside,
from case_rows as c
inner join customers
    on
        customers.object = 'case'
        and c.source_file = customers.source_file
        and c.source_row = customers.source_row
