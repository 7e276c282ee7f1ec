-- one row per task with a subject, and what in it says that somebody promised
select
    i.interaction_id as task_id,
    i.account_id,
    i.account_name,
    i.subject,
    i.organiser_id,
    i.organiser_name,
    i.modified_at,
    as_day(coalesce(t.date_due, t.date_start)) as due_on,
    cast(null as date) as done_on,
    coalesce(lower(t.status) in ('completed', 'closed', 'done'), false) as is_done,
    as_day(t.recorded_on) as made_on,
    case when lower(t.parent_type) in ('meeting', 'meetings') then t.parent_id end
        as meeting_id,
    first_word(as_words(i.subject), $not_promise, $promise) as word,
from raw_task as t
inner join interactions as i on t.source_file = i.file and t.source_row = i.row
where
    i.subject is not null
    and not coalesce(as_flag(t.is_deleted), false)
