-- one row per promise, of the exports or of the form, with what a person said of it
select
    c.* replace (
        coalesce(p.account_id, c.account_id) as account_id,
        coalesce(p.action, c.action) as action,
        case when p.learnt is null then c.learnt else nullif(p.learnt, '') end as learnt,
        case when p.learnt_on is null then c.learnt_on else try_cast(p.learnt_on as date) end
            as learnt_on,
        case when p.owner is null then c.owner else nullif(p.owner, '') end as owner,
        case when p.due_on is null then c.due_on else try_cast(p.due_on as date) end as due_on,
        case when p.done_on is null then c.done_on else try_cast(p.done_on as date) end as done_on,
        case when p.told_on is null then c.told_on else try_cast(p.told_on as date) end as told_on,
        try_cast(p.dropped_on as date) as dropped_on,
        -- Empty is said too: it is not done, they were not told, it is not dropped.
        p.done_on is null and c.is_done as is_done,
        p.told_on is null and c.is_told as is_told,
        p.dropped_on is null and c.is_dropped as is_dropped,
        p.corrections as corrections
    ),
from core.commitments as c
left join promise_amendments as p on c.commitment_id = p.commitment_id
union all by name
select
    p.commitment_id,
    p.account_id,
    nullif(p.learnt, '') as learnt,
    try_cast(p.learnt_on as date) as learnt_on,
    coalesce(p.action, 'Follow up') as action,
    nullif(p.owner, '') as owner,
    try_cast(p.due_on as date) as due_on,
    try_cast(p.done_on as date) as done_on,
    try_cast(p.told_on as date) as told_on,
    try_cast(p.dropped_on as date) as dropped_on,
    false as is_done,
    false as is_told,
    false as is_dropped,
    cast('0001-01-01' as date) as said_from,
    -- It is as old as the day it speaks of: whoever writes it later corrects the past.
    coalesce(try_cast(p.learnt_on as date), cast('0001-01-01' as date)) as known_from,
    p.corrections,
from promise_amendments as p
where
    p.account_id is not null
    and not exists (
        select 1, from core.commitments as c
        where c.commitment_id = p.commitment_id
    )
