-- one row per colleague of ours: those an export lists, and those it only names
with

listed as (
    select
        p.* replace (coalesce(collided.new_id, p.person_id) as person_id),
        p.person_id as staged_id,
    from staged_people as p
    left join id_collisions as collided
        on
            collided.table_name = 'people'
            and p.source = collided.source
            and p.person_id = collided.record_id
)

select *, from listed
union all by name
-- Whoever is in no list (a chief executive is seldom a CRM user) is known by name.
select
    person_id,
    min(name) as name,
    min(email) as email,
    min(source) as source,
    min(file) as file,
    min_by(row, file) as row,
from colleagues_named
where is_new
group by person_id
