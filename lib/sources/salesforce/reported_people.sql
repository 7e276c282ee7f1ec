-- one row per user of a report
with same as (
    select
        u.username,
        min(ids.record_id) as record_id,
    from raw_user as u
    inner join record_ids as ids on u.id = ids.form and ids.object = 'user'
    group by u.username
)

select
    coalesce(own.record_id, same.record_id, r.username) as person_id,
    coalesce(
        r.name, nullif(trim(concat_ws(' ', r.first_name, r.last_name)), ''), r.username
    ) as name,
    r.title,
    r.email,
    r.city,
    as_flag(r.is_active) as is_active,
    r.source_file as file,
    r.source_row as row,
    as_day(r.created_date) as recorded_on,
    case when coalesce(r.id, r.username) is null then 'It has no Id' end as set_aside,
from raw_report_user as r
left join record_ids as own on r.id = own.form and own.object = 'user'
left join same on r.id is null and r.username = same.username
