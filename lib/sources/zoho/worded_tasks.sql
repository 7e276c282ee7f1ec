-- one row per task with a subject, and what in it says that somebody promised
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
    cast(null as varchar) as meeting_id,
    first_word(as_words(i.subject), $not_promise, $promise) as word,
from raw_task as t
inner join interactions as i on t.source_file = i.file and t.source_row = i.row
where i.subject is not null
