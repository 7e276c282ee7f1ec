-- one row per loose interaction and account of the deal or case it is about
select
    n.table_name,
    n.source,
    n.record_id,
    n.rank,
    1 as step,
    k.kind,
    n.value,
    k.account_id,
    k.known_on,
from naming as n
inner join record_keys as k
    on
        n.source = k.source
        and n.form = k.form
        and (n.kind = k.kind or (n.kind = 'regarding' and k.kind in ('deal_name', 'case_name')))
where n.table_name = 'interactions' and n.kind in ('deal', 'case', 'deal_name', 'regarding')
