-- one row per loose record that names its account outright, and account the name could mean
select
    n.table_name,
    n.source,
    n.record_id,
    a.account_id,
from naming as n
left join name_links as l on n.kind = 'name' and n.value = l.written
left join account_names as a on l.name_key = a.name_key and l.accounts > 1
where n.kind in ('id', 'name')
