-- one row per task with a subject, and what in it says that somebody promised
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
    cast(null as varchar) as meeting_id,
    first_word(as_words(i.subject), $not_promise, $promise) as word,
from raw_activity as t
inner join interactions as i on t.source_file = i.file and t.source_row = i.row
where
    i.subject is not null
    and as_words(t.type) in (
        'task', 'deadline', 'aufgabe', 'frist', 'tarea', 'tache', 'plazo', 'to do'
    )
