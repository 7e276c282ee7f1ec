-- one row per meeting, call, task or e-mail, before it is told what it is related to
select
    *,
    coalesce(date_start, date_start_day) as date_as_written,
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
            lower(status) = 'completed' and completed_at is null,
            coalesce(date_end, date_end_day, date_start)
        ) as recorded_on
    ),
    coalesce(completed_at, date_end, date_end_day, date_start) as date_as_written,
    case when lower(status) = 'completed' then 'completed' else 'planned' end as outcome,
from raw_task
union all by name
select
    *,
    date_sent as date_as_written,
    'email' as channel,
    -- What was archived was sent by somebody: by them, or by us.
    case
        when lower(status) in ('draft', 'sending', 'failed') then 'planned' else 'completed'
    end as outcome,
    case when lower(status) = 'sent' then 'outbound' end as direction,
    concat_ws(';', nullif(regexp_extract(from_address, '[^\s<>;,]+@[^\s<>;,]+'), ''), to_address)
        as emails,
from raw_email
