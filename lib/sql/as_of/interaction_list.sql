-- one row per interaction and as-of date, as it reads with all that is known today
select
    as_of.as_of_on,
    i.interaction_id,
    i.account_id,
    a.name as account_name,
    i.occurred_on,
    i.channel,
    i.direction,
    i.setting,
    i.setting_basis,
    i.setting_evidence,
    case
        when i.outcome = 'completed' and i.occurred_on > as_of.as_of_on then 'planned'
        else i.outcome
    end as outcome,
    i.purpose,
    i.purpose_basis,
    i.evidence,
    i.subject,
    i.location,
    i.organiser,
    i.source,
    i.file,
    i.row,
    i.gone_on,
    i.corrections,
from as_of
inner join interactions as i on i.known_until = cast('9999-12-31' as date)
inner join accounts as a on i.account_id = a.account_id
