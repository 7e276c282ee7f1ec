-- one row per name that records give their account and no account goes by
select
    written as account_name,
    name_key,
from name_links
where
    account_id is null
    and accounts = 0
    and name_key <> ''
    and written in (
        select i.account_name, from staged_interactions as i
        union
        select unnest(as_list(i.account_name)), from staged_interactions as i
    )
