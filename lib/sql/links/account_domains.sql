-- one row per domain and account that owns it, or all of whose known addresses use it
with

owned as (
    select distinct
        as_domain(site) as domain,
        account_id,
    from (
        select
            f.account_id,
            unnest(as_list(k.website)) as site,
        from known_accounts as k
        inner join account_folds as f on k.source = f.source and k.account_id = f.staged_id
        where k.website is not null
    ) as sites
),

-- Where no account names a domain as its own, that of its people will do.
used as (
    select distinct
        as_domain(c.email) as domain,
        a.account_id,
    from staged_contacts as c
    inner join contact_own_accounts as a on c.source = a.source and c.contact_id = a.contact_id
    where contains(c.email, '@')
)

select
    domain,
    account_id,
from owned
where domain is not null
union
select
    domain,
    account_id,
from used
where
    domain is not null and domain not in (
        select owned.domain, from owned
        where owned.domain is not null
    )
