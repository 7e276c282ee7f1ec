-- one row per account and name it goes by
select distinct
    f.account_id,
    k.name,
    lower(k.name) as full_name,
    k.name_key,
    k.city,
from known_accounts as k
inner join account_folds as f on k.source = f.source and k.account_id = f.staged_id
where k.name is not null and not f.is_folded
union all
select distinct
    f.account_id,
    a.alias as name,
    lower(a.alias) as full_name,
    as_company(a.alias, $legal_forms) as name_key,
    k.city,
from (
    select
        source,
        account_id,
        city,
        unnest(as_list(aliases)) as alias,
    from known_accounts
    where aliases is not null
) as a
inner join account_folds as f on a.source = f.source and a.account_id = f.staged_id
inner join known_accounts as k on a.source = k.source and a.account_id = k.account_id
where lower(a.alias) <> lower(k.name)
