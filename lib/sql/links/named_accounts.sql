-- one row per account that other records name, where no export brings accounts
with

invited as (
    select
        source,
        as_domain(unnest(as_list(emails))) as domain,
        file,
        row,
        recorded_on,
    from staged_namings
    where emails is not null
),

named as (
    select
        * exclude (account_domain),
        as_domain(account_domain) as domain,
    from staged_namings
    -- The line of sums below a list, or of a month above its visits, has no day.
    where
        emails is null
        and (recorded_on is not null or not coalesce(says_total(account_name), false))
),

met as (
    select
        source,
        coalesce(account_id, nullif(as_company(account_name, $legal_forms), ''), domain)
            as account_id,
        coalesce(account_name, account_id, domain) as name,
        domain as website,
        file,
        row,
        recorded_on,
    from named
    where table_name <> 'invoices'
    union all
    select
        source,
        domain as account_id,
        domain as name,
        domain as website,
        file,
        row,
        recorded_on,
    from invited
    where
        domain not in (select our_domains.domain, from our_domains)
        and domain not in (select free.domain, from reference_free_mail_domains as free)
),

names_met as (
    select
        as_company(name, $legal_forms) as name_key,
        min(account_id) as account_id,
    from met
    group by as_company(name, $legal_forms)
    having count(distinct account_id) = 1
),

-- Whoever bought is a customer too, where it is customers that the exports are of. One that is
-- known by name is not a second one by the number that a ledger gives it.
ways as (
    select *, from met
    union all
    select
        n.source,
        coalesce(
            m.account_id,
            n.account_id,
            nullif(as_company(n.account_name, $legal_forms), '')
        ) as account_id,
        coalesce(n.account_name, n.account_id) as name,
        n.domain as website,
        n.file,
        n.row,
        n.recorded_on,
    from named as n
    left join names_met as m on as_company(n.account_name, $legal_forms) = m.name_key
    where n.table_name = 'invoices' and (select count(*), from met) > 0
)

-- Nobody here had heard of it before it was first recorded; a visit that is planned says not when.
select
    min(source) as source,
    account_id,
    min(name) as name,
    min(website) as website,
    min(recorded_on) filter (where recorded_on <= cast($today as date)) as recorded_on,
    min(file) as file,
    min_by(row, file) as row,
from ways
where account_id is not null and (select count(*), from staged_accounts) = 0
group by account_id
