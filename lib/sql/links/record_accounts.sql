-- one row per loose case or deal and the account it leads to
with

links as (
    select *, from account_links
    where table_name in ('cases', 'deals')
    union all
    select *, from contact_links
    where table_name in ('cases', 'deals')
),

-- An account that is named and not there is not replaced by a guess.
allowed as (
    select l.*,
    from links as l
    left join named_candidates as c
        on l.table_name = c.table_name and l.source = c.source and l.record_id = c.record_id
    where l.rank <= 3 or c.record_id is null or l.account_id = c.account_id
),

surest as (
    select *,
    from allowed
    qualify
        rank = min(rank) over (partition by table_name, source, record_id)
        and step = min(step) over (partition by table_name, source, record_id, value)
)

-- Of several accounts that a deal or case was filed under, the first one named.
select
    table_name,
    source,
    record_id,
    min_by(account_id, value) as account_id,
from surest
group by table_name, source, record_id
having count(distinct account_id) = 1 or min(kind) = 'id'
