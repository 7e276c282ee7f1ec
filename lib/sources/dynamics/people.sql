-- one row per Dynamics user
with named as (
    select
        *,
        coalesce(
            full_name, nullif(trim(concat_ws(' ', first_name, last_name)), '')
        ) as name,
        coalesce(primary_email, case when contains(user_name, '@') then user_name end) as email,
    from raw_user
)

select
    coalesce(lower(trim(id, '{} ')), lower(email), name) as person_id,
    name,
    title,
    email,
    street,
    city,
    coalesce(
        not as_flag(is_disabled),
        as_words(status) not in ('disabled', 'deaktiviert', 'desactive')
    ) as is_active,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    as_moment(modified_on) as modified_at,
    case when coalesce(name, email, id) is null then 'It has no name' end as set_aside,
from named
