-- one row per row of a log, with the accounts its id or its name leads to
with

by_id as (
    select
        alias,
        min(account_id) as account_id,
    from known_account_aliases
    group by alias
),

-- A name written in full tells apart two that differ only in their legal form.
by_full_name as (
    select
        lower(name) as name,
        min(account_id) as account_id,
    from known_account_names
    group by lower(name)
    having count(*) = 1
),

by_name as (
    select
        name_key,
        min(account_id) as account_id,
        count(*) as accounts,
        string_agg(account_id || coalesce(' in ' || city, ''), ', ' order by account_id)
            as candidates,
    from known_account_names
    group by name_key
)

select
    v.*,
    as_company(v.account, $legal_forms) as name_key,
    as_day_in_order(v.date, v.date_order) as occurred_on,
    coalesce(
        by_id.account_id,
        id_in_name.account_id,
        by_full_name.account_id,
        case when by_name.accounts = 1 then by_name.account_id end
    ) as matched_account_id,
    by_name.accounts as accounts_of_that_name,
    by_name.candidates,
from raw_visit as v
left join by_id on v.account_id = by_id.alias
left join by_id as id_in_name on v.account = id_in_name.alias
left join by_full_name on lower(v.account) = by_full_name.name
left join by_name on as_company(v.account, $legal_forms) = by_name.name_key
