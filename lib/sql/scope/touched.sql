-- one row per reading of an interaction that a correction is of, as the exports have it
with

found as (
    select
        i.*,
        cast(null as varchar) as account_name,
    from core.interactions as i
    inner join amendments as a on i.interaction_id = a.interaction_id
    union all by name
    select
        w.* exclude (reason) replace (
            lower(trim(regexp_replace(w.account_name, '\s+', ' ', 'g'))) as account_name
        ),
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
