-- one row per two accounts that may be one customer: two ids are never made one without a person
with

spelled as (
    select
        account_id,
        parent_account_id,
        as_company(name, $legal_forms) as name_key,
        as_domain(split_part(website, ';', 1)) as domain,
        as_words(city) as city_key,
        as_words(postal_code) as postal_key,
    from source_accounts
),

keys as (
    select
        account_id,
        'domain ' || domain as key,
    from spelled
    where
        domain is not null
        and domain not in (select free.domain, from reference_free_mail_domains as free)
    union all
    select
        account_id,
        'name ' || name_key as key,
    from spelled
    where length(name_key) >= 3
    union all
    select
        account_id,
        'town ' || city_key || ' ' || left(name_key, 4) as key,
    from spelled
    where length(name_key) >= 5 and city_key <> ''
),

-- What very many share tells no two of them apart.
rare as (
    select *,
    from keys
    qualify count(*) over (partition by key) between 2 and 6
),

pairs as (
    select distinct
        least(one.account_id, two.account_id) as account_id,
        greatest(one.account_id, two.account_id) as other_id,
    from rare as one
    inner join rare as two on one.key = two.key and one.account_id < two.account_id
),

weighed as (
    select
        p.account_id,
        p.other_id,
        a.domain = b.domain as is_domain,
        a.name_key = b.name_key as is_name,
        a.domain,
        100 * jaro_winkler_similarity(a.name_key, b.name_key) as likeness,
    from pairs as p
    inner join spelled as a on p.account_id = a.account_id
    inner join spelled as b on p.other_id = b.account_id
    -- A group's companies share a domain and half a name.
    where
        a.parent_account_id is distinct from b.account_id
        and b.parent_account_id is distinct from a.account_id
        and (
            a.parent_account_id is null or a.parent_account_id is distinct from b.parent_account_id
        )
)

select
    account_id,
    other_id,
    likeness,
    case
        when is_name and is_domain then 'the same name and the domain ' || domain
        when is_name then 'the same name'
        when is_domain then 'the same domain, ' || domain
        else 'nearly the same name, in the same town'
    end as evidence,
from weighed
where is_name or is_domain or likeness >= 92
