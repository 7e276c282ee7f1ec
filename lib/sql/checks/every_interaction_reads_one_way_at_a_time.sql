-- one row per interaction that has two readings from the same day on
select interaction_id,
from core.interactions
group by interaction_id, known_from
having count(*) > 1
