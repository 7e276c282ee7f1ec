-- one row per interaction known on the as-of date, as it read then
select
    as_of.as_of_on,
    i.interaction_id,
    i.account_id,
    accounts.name as account_name,
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
    -- What a meeting to come will be for, nobody knows yet.
    case when i.occurred_on <= as_of.as_of_on then i.purpose end as purpose,
    case when i.occurred_on <= as_of.as_of_on then i.purpose_basis end as purpose_basis,
    case when i.occurred_on <= as_of.as_of_on then i.evidence end as evidence,
    i.subject,
    i.location,
    i.notes,
    i.organiser,
    i.source,
    i.file,
    i.row,
    i.gone_on,
    i.corrections,
from as_of
inner join interactions as i
    on as_of.as_of_on >= i.known_from and as_of.as_of_on < i.known_until
inner join status_as_of as a
    on as_of.as_of_on = a.as_of_on and i.account_id = a.account_id
inner join accounts on i.account_id = accounts.account_id
