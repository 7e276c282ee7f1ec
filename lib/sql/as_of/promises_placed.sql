-- one row per as-of date and promise recorded by it, with its account and the contact that says it
select
    r.as_of_on,
    r.task_days,
    c.*,
    coalesce(c.account_id, v.account_id, t.account_id) as of_account_id,
    v.occurred_on as visit_on,
    v.setting as visit_setting,
    c.task_id is not null and c.interaction_id is null as is_guessed,
from moment_rules as r
inner join commitments as c on r.as_of_on >= c.known_from
left join all_interactions as v
    on
        c.interaction_id = v.interaction_id
        and v.outcome = 'completed'
        and r.as_of_on >= v.occurred_on
        and r.as_of_on >= v.known_from
        and r.as_of_on < v.known_until
left join all_interactions as t
    on
        c.task_id = t.interaction_id
        and r.as_of_on >= t.known_from
        and r.as_of_on < t.known_until
