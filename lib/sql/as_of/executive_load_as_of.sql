-- one row per as-of date and executive of ours: the days they have, and the days they were out
with

gone_out as (
    select
        v.as_of_on,
        p.person_id,
        count(distinct v.interaction_id) as visits,
        count(distinct v.occurred_on) as days_out,
    from visit_people_as_of as v
    inner join interaction_people as p
        on v.interaction_id = p.interaction_id and v.as_of_on >= p.known_from
    group by v.as_of_on, p.person_id
),

executives as (
    select
        as_of.as_of_on,
        people.person_id,
        people.name,
        people.title,
    from as_of
    cross join people
    where people.is_executive and coalesce(people.is_active, true)
),

given as (
    select
        as_of.as_of_on,
        d.person_id,
        d.person as name,
        d.days,
    from as_of
    inner join executive_days as d
        on as_of.as_of_on >= d.valid_from and as_of.as_of_on < d.valid_until
)

select
    coalesce(e.as_of_on, g.as_of_on) as as_of_on,
    coalesce(e.person_id, g.person_id) as person_id,
    coalesce(e.name, g.name, e.person_id) as person,
    e.title,
    g.days as days_a_year,
    coalesce(o.visits, 0) as visits,
    coalesce(o.days_out, 0) as days_out,
from executives as e
full outer join given as g on e.as_of_on = g.as_of_on and e.person_id = g.person_id
left join gone_out as o
    on
        coalesce(e.as_of_on, g.as_of_on) = o.as_of_on
        and coalesce(e.person_id, g.person_id) = o.person_id
