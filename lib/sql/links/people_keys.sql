-- one row per way a colleague of ours is written: address or name
with

ways as (
    select
        lower(email) as form,
        person_id,
    from staged_people
    where contains(email, '@')
    union all
    select
        as_words(name) as form,
        person_id,
    from staged_people
    where as_words(name) <> ''
)

select
    form,
    min(person_id) as person_id,
from ways
group by form
having count(distinct person_id) = 1
