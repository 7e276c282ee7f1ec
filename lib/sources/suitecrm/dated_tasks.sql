-- one row per task: until when, whether it is done, and which meeting it regards
select
    t.source_file as file,
    t.source_row as row,
    as_day(coalesce(t.date_due, t.date_start)) as due_on,
    cast(null as date) as done_on,
    coalesce(lower(t.status) in ('completed', 'closed', 'done'), false) as is_done,
    as_day(t.recorded_on) as made_on,
    case when lower(t.parent_type) in ('meeting', 'meetings') then t.parent_id end
        as meeting_id,
from raw_task as t
where not coalesce(as_flag(t.is_deleted), false)
