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
        as_day(t.due_date) as due_on,
        as_day(t.marked_on) as done_on,
        coalesce(as_flag(t.done), as_words(t.done) in ('done', 'completed'), false) as is_done,
        as_day(t.created_on) as made_on,
        first_word(as_words(i.subject), $not_promise, $promise) as word,
    from raw_activity as t
    inner join interactions as i on t.source_file = i.file and t.source_row = i.row
    where i.subject is not null
        and as_words(t.type) in (
            'task', 'deadline', 'aufgabe', 'frist', 'tarea', 'tache', 'plazo', 'to do'
        )
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
