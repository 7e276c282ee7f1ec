-- one row per account
with

-- Contacts are often exported with their company's website, accounts without it.
sites as (
    select
        as_words(account_name) as words,
        max(as_domain(account_domain)) as domain,
    from contacts
    where account_name is not null and account_domain is not null
    group by as_words(account_name)
),

told as (
    select
        *,
        coalesce(account_name, name) as full_name,
        lower(trim(id, '{} ')) as guid,
        coalesce(city, other_city) as town,
    from raw_account
),

-- A view loses its ids where somebody deleted the hidden columns: the account is the one that
-- another file of this export gives that name. Two of one name in one file are told apart by
-- number or town.
named as (
    select
        *,
        max(guid) over (partition by full_name) as known_guid,
        min(guid) over (partition by full_name) as other_guid,
        min(coalesce(account_number, town, ''))
            over (partition by source_file, full_name)
        <> max(coalesce(account_number, town, ''))
            over (partition by source_file, full_name) as is_shared,
    from told
)

select
    coalesce(
        n.guid,
        case when n.known_guid = n.other_guid and not n.is_shared then n.known_guid end,
        case
            when n.is_shared then concat_ws(', ', n.full_name, coalesce(n.account_number, n.town))
        end,
        n.full_name,
        n.account_number
    ) as account_id,
    n.full_name as name,
    lower(trim(n.parent_id, '{} ')) as parent_account_id,
    case when n.parent_id is null then n.parent_name end as parent_name,
    n.account_number as aliases,
    n.tier,
    n.industry,
    coalesce(
        n.relationship_type,
        case n.customer_type_code
            when '3' then 'customer' when '8' then 'prospect' when '5' then 'partner'
        end,
        n.customer_type_code,
        case when as_words(n.status) in ('inactive', 'inaktiv', 'inactif', '1') then 'former' end
    ) as kind,
    n.street,
    n.town as city,
    coalesce(n.state, n.other_state) as state,
    coalesce(n.postal_code, n.other_postal_code) as postal_code,
    coalesce(n.country, n.other_country) as country,
    as_number(n.latitude) as latitude,
    as_number(n.longitude) as longitude,
    lower(trim(n.owner_id, '{} ')) as owner_id,
    n.owner as owner_name,
    as_number(n.stated_value) as stated_value,
    coalesce(currencies.code, n.currency) as currency,
    as_day(n.customer_since) as customer_since,
    as_day(n.left_on) as left_on,
    as_day(n.renewal_on) as renewal_on,
    as_day(n.created_on) as created_on,
    coalesce(n.website, sites.domain) as website,
    as_exemption(n.exempt_reason, 'Dynamics') as exempt_reason,
    n.source_file as file,
    n.source_row as row,
    as_day(n.created_on) as recorded_on,
    as_moment(n.modified_on) as modified_at,
    case
        when coalesce(n.full_name, n.guid) is null then 'It has no name'
        when as_flag(n.is_merged) then 'It was merged into another account'
    end as set_aside,
from named as n
left join sites on as_words(n.full_name) = sites.words
left join currencies on as_words(n.currency) = currencies.name
