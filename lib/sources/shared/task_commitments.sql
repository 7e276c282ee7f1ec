-- one row per task that regards a meeting, or whose subject says that somebody promised
select
    task_id as commitment_id,
    task_id,
    meeting_id as interaction_id,
    account_id,
    account_name,
    subject as action,
    organiser_id as owner_id,
    organiser_name as owner_name,
    due_on,
    case when is_done then done_on end as done_on,
    case when is_done and done_on is null then 'yes' end as done,
    made_on as recorded_on,
    modified_at,
    -- Its row is counted as the contact that says it.
    cast(null as varchar) as file,
    cast(null as bigint) as row,
    cast(null as varchar) as set_aside,
from worded_tasks
where meeting_id is not null or word is not null
