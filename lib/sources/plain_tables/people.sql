-- one row per colleague of ours in a list
select
    -- As a visit that only names somebody has it, so that both are one.
    coalesce(as_id(person_id), lower(email), 'name:' || as_words(coalesce(person, name)))
        as person_id,
    coalesce(person, name) as name,
    title,
    email,
    street,
    city,
    state,
    country,
    as_flag(is_active) as is_active,
    source_file as file,
    source_row as row,
    case when coalesce(person, name) is null then 'It has no name' end as set_aside,
from raw_person
