-- one row per name that a record gives its account, with the account if it leads to one
with

names as (
    select account_name as written, from staged_interactions
    union
    select account_name as written, from staged_contacts
    union
    select account_name as written, from staged_deals
    union
    select account_name as written, from staged_cases
    union
    select account_name as written, from staged_commitments
    union
    select account_name as written, from staged_invoices
    union
    select regarding as written, from staged_interactions
    union
    select parent_name as written, from staged_accounts
),

-- Several names in one cell are each a name; so is the whole of it.
spelled as (
    select written, from names
    where written is not null
    union
    select unnest(as_list(written)) as written, from names
    where contains(written, ';')
),

keyed as (
    select
        written,
        as_company(written, $legal_forms) as name_key,
    from spelled
),

-- A name written in full tells apart two that differ only in their legal form.
by_full_name as (
    select
        full_name,
        min(account_id) as account_id,
    from account_names
    group by full_name
    having count(distinct account_id) = 1
),

by_key as (
    select
        name_key,
        min(account_id) as account_id,
        count(distinct account_id) as accounts,
        string_agg(
            distinct account_id || coalesce(' in ' || city, ''),
            ', ' order by account_id || coalesce(' in ' || city, '')
        )
            as candidates,
    from account_names
    where name_key <> ''
    group by name_key
)

select
    k.written,
    k.name_key,
    coalesce(
        by_id.account_id,
        by_full_name.account_id,
        case when by_key.accounts = 1 then by_key.account_id end
    ) as account_id,
    coalesce(by_key.accounts, 0) as accounts,
    by_key.candidates,
from keyed as k
left join account_keys as by_id on k.written = by_id.form and by_id.source = ''
left join by_full_name on lower(k.written) = by_full_name.full_name
left join by_key on k.name_key = by_key.name_key
