-- one row per loose record and account it names by itself
select
    n.table_name,
    n.source,
    n.record_id,
    n.rank,
    case when n.kind = 'email' then 1 else 0 end as step,
    n.kind,
    n.value,
    coalesce(own.account_id, anywhere.account_id, named.account_id, by_domain.account_id)
        as account_id,
    cast(null as date) as known_on,
from naming as n
left join account_keys as own on n.kind = 'id' and n.source = own.source and n.value = own.form
left join account_keys as anywhere
    on n.kind = 'id' and anywhere.source = '' and n.value = anywhere.form
left join name_links as named on n.kind in ('name', 'regarding') and n.value = named.written
left join domain_links as by_domain on n.kind in ('domain', 'email') and n.form = by_domain.domain
where
    coalesce(own.account_id, anywhere.account_id, named.account_id, by_domain.account_id)
    is not null
