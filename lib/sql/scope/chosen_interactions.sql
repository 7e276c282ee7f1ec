-- one row per reading of an interaction, from the day one of the chosen colleagues is known in it
with

taking_part as (
    select
        p.interaction_id,
        min(p.known_from) as known_from,
    from core.interaction_people as p
    inner join chosen_people as c on p.person_id = c.person_id
    group by p.interaction_id
)

select i.* replace (greatest(i.known_from, p.known_from) as known_from),
from read_interactions as i
inner join taking_part as p on i.interaction_id = p.interaction_id
where p.known_from < i.known_until
