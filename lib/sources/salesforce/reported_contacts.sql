-- one row per contact of a report
select
    coalesce(
        own.record_id,
        'report-' || left(
            md5(concat_ws('|', r.email, r.name, r.first_name, r.last_name, r.account_name)), 16
        )
    ) as contact_id,
    coalesce(
        accounts.record_id, case when r.account_name is null then r.account_id end
    ) as account_id,
    r.account_name,
    coalesce(r.name, nullif(trim(concat_ws(' ', r.first_name, r.last_name)), '')) as name,
    r.title,
    r.email,
    r.source_file as file,
    r.source_row as row,
    as_day(r.created_date) as recorded_on,
    as_moment(r.last_modified) as modified_at,
    case when coalesce(r.id, r.name, r.last_name, r.email) is null then 'It has no name' end
        as set_aside,
from raw_report_contact as r
left join record_ids as own
    on r.id = own.form and own.object = 'contact'
left join record_ids as accounts
    on r.account_id = accounts.form and accounts.object = 'account'
