-- one row per reading of an interaction that a correction is of, as the exports have it
with

found as (
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
        cast(null as varchar) as account_name,
    from core.interactions as i
    inner join amendments as a on i.interaction_id = a.interaction_id
    union all
    select
        w.interaction_id,
        w.account_id,
        w.occurred_on,
        w.month,
        w.known_from,
        w.known_until,
        w.channel,
        w.direction,
        w.setting,
        w.setting_basis,
        w.setting_evidence,
        w.outcome,
        w.purpose,
        w.purpose_basis,
        w.evidence,
        w.subject,
        w.location,
        w.organiser,
        w.reask_on,
        w.source,
        w.file,
        w.row,
        w.gone_on,
        lower(trim(regexp_replace(w.account_name, '\s+', ' ', 'g'))) as account_name,
    from core.waiting as w
)

select
    f.* exclude (account_name),
    -- The rows of a meeting with several accounts bear its id, all but the first with theirs.
    case
        when ends_with(f.interaction_id, '|' || f.account_id)
            then left(f.interaction_id, length(f.interaction_id) - length(f.account_id) - 1)
        else f.interaction_id
    end as meeting_id,
    a.setting as told_setting,
    a.setting_said,
    a.purpose as told_purpose,
    a.purpose_said,
    -- Said of the one interaction beats said of its name; empty is said too: nobody's.
    coalesce(a.account_id, n.account_id) as told_account_id,
    case when a.account_id is not null then a.account_said else n.account_said end
        as account_said,
from found as f
left join amendments as a on f.interaction_id = a.interaction_id
left join aliases as n on f.account_name = n.name
where a.interaction_id is not null or n.account_id is not null
