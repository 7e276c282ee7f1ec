-- one row per promise and as-of date: what became of it, and whether the customer was told
with

judged as (
    select
        p.*,
        t.contact_on,
        (p.told_on <= p.as_of_on or p.is_told) as is_said_told,
        case
            when p.dropped_on <= p.as_of_on or p.is_dropped then 'dropped'
            when p.done_on <= p.as_of_on or p.is_done
                then case when t.contact_on is not null then 'told' else 'done' end
            when p.due_on < p.as_of_on then 'late'
            else 'open'
        end as state,
        case when p.done_on <= p.as_of_on then p.done_on end as known_done_on,
        case when p.told_on <= p.as_of_on then p.told_on end as known_told_on,
    from promises_known as p
    left join promises_told as t
        on p.as_of_on = t.as_of_on and p.commitment_id = t.commitment_id
)

select
    j.as_of_on,
    j.commitment_id,
    j.account_id,
    a.name,
    j.state,
    j.owner,
    j.learnt_on,
    -- The note of a visit whose row says what comes next; of a list, another's note would be wrong.
    coalesce(j.learnt, case when j.file is null then i.notes end) as learnt,
    j.action,
    j.due_on,
    j.known_done_on as done_on,
    j.known_told_on as told_on,
    case when j.state = 'told' then j.contact_on end as contact_on,
    case
        when j.state = 'late' then cast(j.as_of_on - j.due_on as integer)
        when j.state = 'done' then cast(j.as_of_on - j.known_done_on as integer)
    end as days,
    case
        when j.state = 'dropped' then null
        when j.known_done_on > j.due_on then cast(j.known_done_on - j.due_on as integer)
        when j.state = 'late' then cast(j.as_of_on - j.due_on as integer)
        when j.due_on is not null then 0
    end as days_late,
    -- Of those that were due; null where the day it was done is not known.
    case
        when j.state = 'dropped' or j.due_on is null or j.due_on > j.as_of_on then null
        when j.known_done_on is not null then j.known_done_on <= j.due_on
        when j.state in ('open', 'late') then false
    end as is_on_time,
    case
        when j.state = 'done' and j.is_said_told
            then 'said to be told; no contact since is on record'
        when j.state in ('open', 'late') and j.is_said_told then 'said to be told, and not done'
    end as note,
    j.interaction_id,
    j.visit_on,
    j.visit_setting,
    case
        when j.corrections is not null then 'corrected'
        when j.is_guessed then 'inferred'
        when j.interaction_id is not null then 'linked'
        else 'stated'
    end as basis,
    case
        when j.is_guessed
            then
                'a task of ' || cast(j.recorded_on as varchar)
                || ' that speaks of a promise, after the visit of ' || cast(j.visit_on as varchar)
    end as evidence,
    s.tier,
    s.country,
    s.state as account_state,
    s.industry,
    s.kind,
    s.status,
    s.owner as account_owner,
    j.task_id,
    j.corrections,
    j.source,
    j.file,
    j.row,
from judged as j
inner join status_as_of as s on j.as_of_on = s.as_of_on and j.account_id = s.account_id
inner join accounts as a on j.account_id = a.account_id
left join interactions as i
    on
        j.interaction_id = i.interaction_id
        and j.as_of_on >= i.known_from
        and j.as_of_on < i.known_until
