-- one row per task whose subject says that somebody promised
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
        as_day(t.due) as due_on,
        as_day(t.closed) as done_on,
        t.closed is not null as is_done,
        as_day(t.created) as made_on,
        first_word(as_words(i.subject), $not_promise, $promise) as word,
    from raw_task as t
    inner join interactions as i on t.source_file = i.file and t.source_row = i.row
    where i.subject is not null
)

select
    task_id as commitment_id,
    task_id,
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
where word is not null
