-- one row per as-of date, salesperson and executive: visits in the window that both went on
select
    v.as_of_on,
    coalesce(sales.name, s.person_id) as salesperson,
    coalesce(boss.name, e.person_id) as executive,
    count(distinct v.interaction_id) as visits,
    max(v.occurred_on) as last_on,
from visit_people_as_of as v
inner join interaction_people as e
    on v.interaction_id = e.interaction_id and v.as_of_on >= e.known_from
inner join people as boss on e.person_id = boss.person_id and boss.is_executive
inner join interaction_people as s
    on v.interaction_id = s.interaction_id and v.as_of_on >= s.known_from
left join people as sales on s.person_id = sales.person_id
where not coalesce(sales.is_executive, false)
group by v.as_of_on, coalesce(sales.name, s.person_id), coalesce(boss.name, e.person_id)
