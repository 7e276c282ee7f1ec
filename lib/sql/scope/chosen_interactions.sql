-- one row per reading of an interaction, from the day one of the chosen colleagues is known in it
with

taking_part as (
    select
        p.interaction_id,
        min(p.known_from) as known_from,
    from core.interaction_people as p
    inner join chosen_people as c on p.person_id = c.person_id
    group by p.interaction_id
)

select
    i.interaction_id,
    i.account_id,
    i.occurred_on,
    i.month,
    greatest(i.known_from, p.known_from) as known_from,
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
    i.corrections,
from read_interactions as i
inner join taking_part as p on i.interaction_id = p.interaction_id
where p.known_from < i.known_until
