-- one row per meeting, call, task or note, before it is told what it is related to
select
    *,
    date_start as date_as_written,
    cast(null as varchar) as channel,
    'meeting' as fallback_channel,
    status as outcome,
from raw_meeting
union all by name
select
    *,
    date_start as date_as_written,
    'call' as channel,
    status as outcome,
from raw_call
union all by name
-- A task is a to-do: its words tell whether it was a contact, once it is done.
select
    * replace (
        task_known_on(
            recorded_on,
            lower(status) in ('completed', 'closed', 'done'),
            coalesce(date_due, date_start)
        ) as recorded_on
    ),
    coalesce(date_due, date_start) as date_as_written,
    case when lower(status) in ('completed', 'closed', 'done') then 'completed' else 'planned' end
        as outcome,
from raw_task
union all by name
select
    * replace (coalesce(note, description) as description),
    recorded_on as date_as_written,
    true as is_note,
from raw_note
