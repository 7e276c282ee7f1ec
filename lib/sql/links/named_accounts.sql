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
    where emails is null
),

ways as (
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
)

-- Nobody here had heard of it before it was first recorded.
select
    min(source) as source,
    account_id,
    min(name) as name,
    min(website) as website,
    min(recorded_on) as recorded_on,
    min(file) as file,
    min_by(row, file) as row,
from ways
where account_id is not null and (select count(*), from staged_accounts) = 0
group by account_id
