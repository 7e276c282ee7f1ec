-- one row per person and stretch of days they have so many days a year for customers in
with names as (
    select
        as_words(name) as form,
        min(person_id) as person_id,
    from people
    group by as_words(name)
)

select
    d.person,
    -- As an export or the Data page names them.
    coalesce(by_id.person_id, by_name.person_id, 'name:' || as_words(d.person)) as person_id,
    d.days,
    d.valid_from,
    coalesce(
        lead(d.valid_from) over (partition by as_words(d.person) order by d.valid_from),
        cast('9999-12-31' as date)
    ) as valid_until,
from reference_executive_days as d
left join people as by_id on d.person = by_id.person_id
left join names as by_name on as_words(d.person) = by_name.form
