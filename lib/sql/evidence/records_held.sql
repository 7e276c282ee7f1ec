-- one row per thing that records of the exports hold, and since when that is known
select
    'commitments' as held,
    min(coalesce(recorded_on, learnt_on, cast('0001-01-01' as date))) as known_from,
from source_commitments
where account_id is not null
union all
select
    'moments' as held,
    min(coalesce(recorded_on, closes_on)) as known_from,
from source_deals
where account_id is not null
union all
select
    'moments' as held,
    min(coalesce(recorded_on, invoiced_on)) as known_from,
from source_invoices
where account_id is not null
union all
select
    'notes' as held,
    min(coalesce(recorded_on, occurred_on)) as known_from,
from source_interactions
where account_id is not null and notes is not null
union all
select
    case
        when s.kind = 'tour' then 'tours'
        when s.kind = 'introduction' then 'introductions'
        else 'information'
    end as held,
    min(coalesce(i.recorded_on, i.occurred_on)) as known_from,
from source_interactions as i
inner join signs_read as s on i.interaction_id = s.interaction_id
where i.account_id is not null
group by s.kind
