-- one row per task: until when, whether it is done, and which meeting it regards
select
    t.source_file as file,
    t.source_row as row,
    as_day(t.due) as due_on,
    as_day(t.closed) as done_on,
    t.closed is not null as is_done,
    as_day(t.created) as made_on,
    cast(null as varchar) as meeting_id,
from raw_task as t
