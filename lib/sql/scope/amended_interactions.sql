-- one row per reading of an interaction, the corrected ones as they read with that
select
    i.interaction_id,
    i.account_id,
    i.occurred_on,
    i.month,
    i.known_from,
    i.known_until,
    i.channel,
    i.direction,
    i.setting,
    i.setting_basis,
    i.setting_evidence,
    i.outcome,
    i.purpose,
    i.purpose_basis,
    i.evidence,
    i.subject,
    i.location,
    i.organiser,
    i.reask_on,
    i.source,
    i.file,
    i.row,
    i.gone_on,
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
union all
select a.*,
from amended as a
where
    a.account_id is not null
    and not exists (
        select 1, from twice_told as d
        where d.interaction_id = a.interaction_id
    )
