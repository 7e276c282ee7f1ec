-- one row per promise, with its account where one is known
select
    r.* replace (
        s.record_id as commitment_id,
        coalesce(s.account_id, i.account_id) as account_id,
        coalesce(i.interaction_id, r.interaction_id) as interaction_id
    ),
    r.commitment_id as staged_id,
from staged_commitments as r
inner join settled_records as s
    on s.table_name = 'commitments' and r.source = s.source and r.commitment_id = s.staged_id
left join source_interactions as i
    on r.source = i.source and r.interaction_id = i.staged_id and not i.is_copy
