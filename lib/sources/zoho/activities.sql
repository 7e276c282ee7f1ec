-- one row per meeting, call, task or note, before what it is about is told apart
select
    'meeting' as kind,
    coalesce(location, checkin_address) as place,
    coalesce(starts, checkin_at) as day_written,
    -- Checked in is there, whatever the entry says.
    case when checkin_at is not null then 'completed' else status end as outcome,
    * exclude (location, starts, checkin_at, status),
from raw_meeting
union all by name
select
    'call' as kind,
    starts as day_written,
    case
        when as_words(type) = 'missed' then 'missed'
        when as_words(status) in ('scheduled', 'overdue') then 'planned'
        when as_words(status) in ('cancelled', 'canceled') then 'cancelled'
        else result
    end as outcome,
    * exclude (starts, status, result),
from raw_call
union all by name
select
    'task' as kind,
    coalesce(closed, due) as day_written,
    * exclude (due, closed),
from raw_task
union all by name
select
    'note' as kind,
    created as day_written,
    * exclude (content),
from raw_note
