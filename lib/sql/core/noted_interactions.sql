-- one row per interaction with notes
select distinct interaction_id,
from source_interactions
where notes is not null
