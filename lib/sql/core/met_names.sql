-- one row per interaction that says in words who of theirs was met
select
    interaction_id,
    replace(coalesce(their_people, contact_name), ';', ', ') as names,
from source_interactions
where coalesce(their_people, contact_name) is not null
