-- one row per promise to a customer
with

newest as (
    select max(vouched_on) as vouched_on,
    from freshness
)

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
    -- Nothing else being said, it is as old as the first day it speaks of.
    case
        when p.recorded_on is not null then p.recorded_on
        when p.learnt_on is not null then p.learnt_on
        when p.interaction_id is not null then cast('0001-01-01' as date)
        else coalesce(
            least(
                coalesce(p.due_on, cast('9999-12-31' as date)),
                coalesce(p.done_on, cast('9999-12-31' as date)),
                coalesce(p.told_on, cast('9999-12-31' as date)),
                newest.vouched_on
            ),
            cast('0001-01-01' as date)
        )
    end as known_from,
    cast(null as varchar) as corrections,
    p.source,
    p.file,
    p.row,
from promises_read as p
cross join newest
