-- one row per interaction and colleague of ours who took part
select
    interaction_id,
    organiser_id as person_id,
from source_interactions
where organiser_id is not null
union
select
    interaction_id,
    person_id,
from source_participants
where person_id is not null
