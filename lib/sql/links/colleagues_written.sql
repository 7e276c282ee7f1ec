-- one row per interaction and text that says who of ours had part in it
select
    source,
    interaction_id,
    coalesce(organiser_name, organiser_email) as written,
    organiser_email as email,
    true as is_organiser,
    file,
    row,
    recorded_on,
from staged_interactions
where organiser_id is null and coalesce(organiser_name, organiser_email) is not null
union all
select
    source,
    interaction_id,
    unnest(as_list(colleagues)) as written,
    null as email,
    false as is_organiser,
    file,
    row,
    recorded_on,
from staged_interactions
where colleagues is not null
