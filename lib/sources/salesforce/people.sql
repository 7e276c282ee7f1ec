-- one row per Salesforce user
with ticks as (
    select count(distinct u.is_active) = 1 and min(u.is_active) = '1' as are_bare,
    from raw_user as u
)

select
    own.record_id as person_id,
    coalesce(name, nullif(trim(concat_ws(' ', first_name, last_name)), ''), username) as name,
    raw_user.title,
    raw_user.email,
    street,
    city,
    state,
    country,
    -- Some tools write a tick or nothing.
    coalesce(as_flag(is_active), case when ticks.are_bare then false end) as is_active,
    source_file as file,
    source_row as row,
    as_day(created_date) as recorded_on,
    as_moment(last_modified) as modified_at,
    case when id is null then 'It has no Id' end as set_aside,
from raw_user
cross join ticks
left join record_ids as own on raw_user.id = own.form and own.object = 'user'
union all by name
select *, from reported_people
