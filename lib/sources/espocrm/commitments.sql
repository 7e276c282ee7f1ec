-- one row per task that is related to a meeting, or whose subject says that somebody promised
with

tasks as (
    select
        i.interaction_id as task_id,
        i.account_id,
        i.account_name,
        i.subject,
        i.organiser_id,
        i.organiser_name,
        i.modified_at,
        as_day(coalesce(t.date_end, t.date_end_day, t.date_start)) as due_on,
        as_day(t.completed_at) as done_on,
        coalesce(lower(t.status) = 'completed', false) as is_done,
        as_day(t.recorded_on) as made_on,
        case when lower(t.parent_type) = 'meeting' then t.parent_id end as meeting_id,
        first_word(as_words(i.subject), $not_promise, $promise) as word,
    from raw_task as t
    inner join interactions as i on t.source_file = i.file and t.source_row = i.row
    where i.subject is not null
        and not coalesce(as_flag(t.is_deleted), false)
)

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
from tasks
where meeting_id is not null or word is not null
