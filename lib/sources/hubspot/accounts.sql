-- one row per company
with

named as (
    select
        *,
        as_id(id) as whole_id,
        coalesce(name, domain) as known_as,
        -- A company without a usable id is known by its name and domain, in every export.
        'company-' || left(md5(concat_ws('|', lower(name), lower(domain))), 16) as made_id,
    from raw_company
),

numbered as (
    select
        *,
        row_number() over (partition by source_file, whole_id, made_id order by source_row)
            as repetition,
    from named
)

select
    coalesce(
        whole_id, made_id || case when repetition > 1 then '-' || repetition else '' end
    ) as account_id,
    known_as as name,
    case when regexp_matches(parent, '^[0-9.E+]+$') then as_id(parent) end as parent_account_id,
    case when not regexp_matches(parent, '^[0-9.E+]+$') then parent end as parent_name,
    tier,
    industry,
    case
        when
            regexp_matches(
                as_words(coalesce(lifecycle, '')), '\b(former|churned|lost customer|ex cliente|antiguo)\b'
            )
            then 'former'
        when lower(type) in ('partner', 'reseller', 'socio', 'revendedor') then 'partner'
        when lower(lifecycle) in ('customer', 'cliente', 'evangelist', 'evangelista')
            then 'customer'
        when
            lower(lifecycle) in (
                'lead', 'subscriber', 'opportunity', 'oportunidad', 'suscriptor',
                'marketing qualified lead', 'marketingqualifiedlead',
                'sales qualified lead', 'salesqualifiedlead'
            )
            then 'prospect'
        else type
    end as kind,
    street,
    city,
    state,
    postal_code,
    country,
    as_number(latitude) as latitude,
    as_number(longitude) as longitude,
    as_id(owner_id) as owner_id,
    owner as owner_name,
    as_number(stated_value) as stated_value,
    as_day(customer_since) as customer_since,
    as_day(left_on) as left_on,
    as_day(renewal_on) as renewal_on,
    as_day(created) as created_on,
    nullif(concat_ws(';', domain, additional_domains, website), '') as website,
    greatest(as_day(last_contacted), as_day(last_activity)) as last_activity_on,
    as_exemption(exempt_reason, 'HubSpot') as exempt_reason,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_flag(is_deleted) then 'It is marked as deleted in HubSpot'
        when whole_id is null and known_as is null then 'It has neither a usable id nor a name'
    end as set_aside,
from numbered
