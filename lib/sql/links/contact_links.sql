-- one row per loose record and account that somebody it names is at
select
    n.table_name,
    n.source,
    n.record_id,
    n.rank,
    case when n.kind = 'regarding' then 2 else 0 end as step,
    n.kind,
    n.value,
    coalesce(own.account_id, anywhere.account_id) as account_id,
    coalesce(own.recorded_on, anywhere.recorded_on) as known_on,
from (
    select
        *,
        case kind when 'contact' then 'id' when 'email' then 'email' else 'name' end as key_kind,
        case when kind = 'email' then value else form end as key,
    from naming
    where kind in ('contact', 'email', 'contact_name', 'regarding')
) as n
left join contact_keys as own
    on n.source = own.source and n.key_kind = own.kind and n.key = own.form
left join contact_keys as anywhere
    on anywhere.source = '' and n.key_kind = anywhere.kind and n.key = anywhere.form
where coalesce(own.account_id, anywhere.account_id) is not null
