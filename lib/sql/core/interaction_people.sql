-- one row per interaction and colleague of ours who took part, and since when that is known
with

taking_part as (
    select
        interaction_id,
        organiser_id as person_id,
        cast('0001-01-01' as date) as known_from,
    from source_interactions
    where organiser_id is not null
    union all
    select
        interaction_id,
        person_id,
        coalesce(recorded_on, cast('0001-01-01' as date)) as known_from,
    from source_participants
    where person_id is not null
)

select
    interaction_id,
    person_id,
    min(known_from) as known_from,
from taking_part
group by interaction_id, person_id
