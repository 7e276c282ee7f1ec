-- one row per row of an activity file, with its day, its owner and what it is linked to
with

-- A warehouse copy keeps when and by whom beside the engagement, what was said in a table per kind.
engagements as (
    select
        whole_id,
        any_value(coalesce(starts, created)) as starts,
        any_value(owner) as owner,
        any_value(record_kind) as record_kind,
        any_value(subtype) filter (where not is_plain_kind) as subtype,
    from activities
    where portal_id is not null
    group by whole_id
),

details as (
    select distinct whole_id,
    from activities
    where portal_id is null
),

merged as (
    select
        a.* replace (
            coalesce(a.owner, e.owner) as owner,
            coalesce(a.record_kind, e.record_kind) as record_kind,
            coalesce(case when not a.is_plain_kind then a.subtype end, e.subtype) as subtype
        ),
        case
            when coalesce(a.record_kind, e.record_kind) = 'task'
                then coalesce(a.completed, a.due, a.starts, e.starts, a.created)
            else coalesce(a.starts, e.starts, a.due, a.completed, a.created)
        end as day_written,
        a.portal_id is not null and d.whole_id is not null as is_told_elsewhere,
    from activities as a
    left join engagements as e on a.whole_id = e.whole_id and a.portal_id is null
    left join details as d on a.whole_id = d.whole_id
)

select
    m.*,
    coalesce(as_ids(m.company_id), as_ids(m.primary_company_id), l.company_ids) as company_ids,
    coalesce(as_ids(m.contact_id), l.contact_ids) as contact_ids,
    coalesce(as_ids(m.deal_id), l.deal_ids) as deal_ids,
    coalesce(as_ids(m.ticket_id), l.ticket_ids) as ticket_ids,
    coalesce(m.contact_email, addresses_in(m.contact)) as contact_emails,
    coalesce(
        m.whole_id,
        'activity-' || left(
            md5(
                concat_ws(
                    '|', m.record_kind, m.day_written, m.known_title, m.owner, m.company_id,
                    m.company, m.company_domain, m.contact_id, m.contact, m.contact_email, m.notes,
                    m.note
                )
            ),
            16
        )
    ) as known_by,
from merged as m
left join association_lists as l on l.object = 'interaction' and m.whole_id = l.record_id
