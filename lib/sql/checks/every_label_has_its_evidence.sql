-- one row per interaction with a label and no reason for it
select interaction_id,
from core.interactions
where evidence is null or setting_evidence is null
