-- one row per activity of any kind as exported: read once, as making days of text is dear
select
    *,
    'appointment' as layout,
from raw_appointment
union all by name
select
    *,
    'phone_call' as layout,
from raw_phone_call
union all by name
select
    *,
    'email' as layout,
from raw_email
union all by name
select
    *,
    'task' as layout,
from raw_task
union all by name
select
    *,
    'activity' as layout,
from raw_activity
