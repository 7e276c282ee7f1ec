-- one row per interaction and sign, the corrected ones as a person says
select s.*,
from core.signs as s
where
    not exists (
        select 1, from told_signs as t
        where t.interaction_id = s.interaction_id and t.kind = s.kind
    )
union all by name
select
    t.interaction_id,
    t.kind,
    t.kind || '_' || t.value as sign,
    'corrected' as basis,
    t.said as evidence,
    cast(null as varchar) as outcome,
from told_signs as t
where t.value <> 'none'
