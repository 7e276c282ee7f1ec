-- one row per promise, with its account and the contact it was made at where they are known
with

-- A list of promises may name a visit that another system holds.
anywhere as (
    select
        staged_id,
        min(interaction_id) as interaction_id,
        min(account_id) as account_id,
    from source_interactions
    where not is_copy
    group by staged_id
    having count(*) = 1
)

select
    r.* replace (
        s.record_id as commitment_id,
        coalesce(s.account_id, i.account_id, a.account_id, t.account_id) as account_id,
        coalesce(i.interaction_id, a.interaction_id) as interaction_id,
        -- A task that is no contact is one all the same.
        coalesce(t.interaction_id, r.task_id) as task_id,
        coalesce(heard.masked, r.learnt) as learnt,
        coalesce(promised.masked, r.action) as action
    ),
    r.commitment_id as staged_id,
    -- Its own account; without one it goes with the contact that says it.
    s.account_id as own_account_id,
from staged_commitments as r
inner join settled_records as s
    on s.table_name = 'commitments' and r.source = s.source and r.commitment_id = s.staged_id
left join source_interactions as i
    on r.source = i.source and r.interaction_id = i.staged_id and not i.is_copy
left join anywhere as a on i.staged_id is null and r.interaction_id = a.staged_id
left join source_interactions as t
    on r.source = t.source and r.task_id = t.staged_id and not t.is_copy
left join masked_texts as heard on r.learnt = heard.text
left join masked_texts as promised on r.action = promised.text
