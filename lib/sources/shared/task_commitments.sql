-- one row per task that regards a meeting, or whose subject says that somebody promised
select
    i.interaction_id as commitment_id,
    i.interaction_id as task_id,
    t.meeting_id as interaction_id,
    i.account_id,
    i.account_name,
    i.subject as action,
    i.organiser_id as owner_id,
    i.organiser_name as owner_name,
    t.due_on,
    case when t.is_done then t.done_on end as done_on,
    case when t.is_done and t.done_on is null then 'yes' end as done,
    t.made_on as recorded_on,
    i.modified_at,
    -- Its row is counted as the contact that says it.
    cast(null as varchar) as file,
    cast(null as bigint) as row,
    cast(null as varchar) as set_aside,
from dated_tasks as t
inner join interactions as i on t.file = i.file and t.row = i.row
where
    i.subject is not null
    and (
        t.meeting_id is not null
        or first_word(as_words(i.subject), $not_promise, $promise) is not null
    )
