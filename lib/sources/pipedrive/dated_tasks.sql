-- one row per task: until when, whether it is done, and which meeting it regards
select
    t.source_file as file,
    t.source_row as row,
    as_day(t.due_date) as due_on,
    as_day(t.marked_on) as done_on,
    coalesce(as_flag(t.done), as_words(t.done) in ('done', 'completed'), false) as is_done,
    as_day(t.created_on) as made_on,
    cast(null as varchar) as meeting_id,
from raw_activity as t
where
    as_words(t.type) in (
        'task', 'deadline', 'aufgabe', 'frist', 'tarea', 'tache', 'plazo', 'to do'
    )
