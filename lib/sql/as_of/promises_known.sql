-- one row per promise known on the as-of date, with its account and the contact it came from
with

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
    from promises_placed as p
    inner join all_interactions as i
        on
            p.of_account_id = i.account_id
            and p.as_of_on >= i.occurred_on
            and p.as_of_on >= i.known_from
            and p.as_of_on < i.known_until
    where
        p.interaction_id is null
        and i.outcome = 'completed'
        and i.setting not in ('message', 'unknown')
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
from promises_placed as p
left join candidates as c
    on p.as_of_on = c.as_of_on and p.commitment_id = c.commitment_id and c.place = 1
where
    p.of_account_id is not null
    and (not p.is_guessed or c.interaction_id is not null)
    -- What a visit says, it says once it was made.
    and (p.account_id is not null or p.interaction_id is null or p.visit_on is not null)
