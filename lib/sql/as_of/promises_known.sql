-- one row per promise known on the as-of date, with its account and the contact it came from
with

rule as (
    select
        as_of.as_of_on,
        max(rules.value) as task_days,
    from as_of
    inner join rules
        on as_of.as_of_on >= rules.valid_from and as_of.as_of_on < rules.valid_until
    where rules.rule = 'promise_task_days'
    group by as_of.as_of_on
),

placed as (
    select
        rule.as_of_on,
        rule.task_days,
        c.*,
        coalesce(c.account_id, v.account_id, t.account_id) as of_account_id,
        v.occurred_on as visit_on,
        v.setting as visit_setting,
        c.task_id is not null and c.interaction_id is null as is_guessed,
    from rule
    inner join commitments as c on rule.as_of_on >= c.known_from
    left join all_interactions as v
        on
            c.interaction_id = v.interaction_id
            and v.outcome = 'completed'
            and rule.as_of_on >= v.occurred_on
            and rule.as_of_on >= v.known_from
            and rule.as_of_on < v.known_until
    left join all_interactions as t
        on
            c.task_id = t.interaction_id
            and rule.as_of_on >= t.known_from
            and rule.as_of_on < t.known_until
),

-- The visit of the day it was learnt on; of a task, the last one in the days before it.
candidates as (
    select
        p.as_of_on,
        p.commitment_id,
        i.interaction_id,
        i.occurred_on,
        i.setting,
        row_number() over (
            partition by p.as_of_on, p.commitment_id
            order by
                i.occurred_on desc,
                case when i.setting = 'on_site' then 0 else 1 end asc,
                i.interaction_id asc
        ) as place,
    from placed as p
    inner join all_interactions as i
        on
            p.of_account_id = i.account_id
            and p.as_of_on >= i.occurred_on
            and p.as_of_on >= i.known_from
            and p.as_of_on < i.known_until
    where
        p.interaction_id is null
        and i.outcome = 'completed'
        and i.setting <> 'message'
        and (
            (not p.is_guessed and i.occurred_on = p.learnt_on)
            or (
                p.is_guessed
                and i.setting in (
                    'on_site', 'their_event', 'event', 'our_place', 'neutral', 'in_person_unplaced'
                )
                and i.interaction_id <> p.task_id
                and p.recorded_on >= i.occurred_on
                and p.recorded_on - cast(p.task_days as integer) <= i.occurred_on
            )
        )
)

select
    p.as_of_on,
    p.commitment_id,
    p.of_account_id as account_id,
    coalesce(p.interaction_id, c.interaction_id) as interaction_id,
    p.task_id,
    coalesce(p.learnt_on, p.visit_on, c.occurred_on) as learnt_on,
    coalesce(p.visit_on, c.occurred_on) as visit_on,
    coalesce(p.visit_setting, c.setting) as visit_setting,
    p.learnt,
    p.action,
    p.owner,
    p.due_on,
    p.done_on,
    p.told_on,
    p.dropped_on,
    p.is_done and p.as_of_on >= p.said_from as is_done,
    p.is_told and p.as_of_on >= p.said_from as is_told,
    p.is_dropped and p.as_of_on >= p.said_from as is_dropped,
    p.is_guessed,
    p.recorded_on,
    p.corrections,
    p.source,
    p.file,
    p.row,
from placed as p
left join candidates as c
    on p.as_of_on = c.as_of_on and p.commitment_id = c.commitment_id and c.place = 1
where
    p.of_account_id is not null
    and (not p.is_guessed or c.interaction_id is not null)
    -- What a visit says, it says once it was made.
    and (p.account_id is not null or p.interaction_id is null or p.visit_on is not null)
