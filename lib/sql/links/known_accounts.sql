-- one row per account of a source, with the forms it is compared in
with

every as (
    select
        source,
        source_order,
        account_id,
        name,
        website,
        aliases,
        city,
        country,
        postal_code,
    from staged_accounts
    union all
    select
        source,
        0 as source_order,
        account_id,
        name,
        website,
        null as aliases,
        null as city,
        null as country,
        null as postal_code,
    from named_accounts
)

select
    *,
    as_company(name, $legal_forms) as name_key,
    as_domain(split_part(website, ';', 1)) as domain,
    as_words(city) as city_key,
from every
