-- one row per reading of an interaction, the corrected ones as they read with that
select
    i.*,
    cast(null as varchar) as corrections,
from core.interactions as i
where
    not exists (
        select 1, from touched as t
        where t.interaction_id = i.interaction_id
    )
    and not exists (
        select 1, from twice_told as d
        where d.interaction_id = i.interaction_id
    )
union all by name
select a.*,
from amended as a
where
    a.account_id is not null
    and not exists (
        select 1, from twice_told as d
        where d.interaction_id = a.interaction_id
    )
