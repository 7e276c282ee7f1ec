-- one row per promise to a customer
select
    p.commitment_id,
    -- None where it is said by a contact: then it goes with that one's account.
    p.account_id,
    p.interaction_id,
    p.task_id,
    p.learnt_on,
    p.learnt,
    p.action,
    p.owner,
    p.due_on,
    p.done_on,
    p.told_on,
    cast(null as date) as dropped_on,
    p.is_done,
    p.is_told,
    p.is_dropped,
    p.said_from,
    p.recorded_on,
    -- Always known where nothing says since when.
    coalesce(p.recorded_on, p.learnt_on, cast('0001-01-01' as date)) as known_from,
    cast(null as varchar) as corrections,
    p.source,
    p.file,
    p.row,
from promises_read as p
