-- one row per account
select
    own.record_id as account_id,
    a.name,
    coalesce(parents.record_id, a.parent_id) as parent_account_id,
    a.tier,
    a.industry,
    a.type as kind,
    coalesce(
        a.billing_street, address_part(a.billing_address, 'street'),
        a.shipping_street, address_part(a.shipping_address, 'street')
    ) as street,
    coalesce(
        a.billing_city, address_part(a.billing_address, 'city'),
        a.shipping_city, address_part(a.shipping_address, 'city')
    ) as city,
    coalesce(
        a.billing_state, address_part(a.billing_address, 'state'),
        a.shipping_state, address_part(a.shipping_address, 'state')
    ) as state,
    coalesce(
        a.billing_postal_code, address_part(a.billing_address, 'postalCode'),
        a.shipping_postal_code, address_part(a.shipping_address, 'postalCode')
    ) as postal_code,
    coalesce(
        a.billing_country, address_part(a.billing_address, 'country'),
        a.shipping_country, address_part(a.shipping_address, 'country')
    ) as country,
    as_number(
        coalesce(a.billing_latitude, address_part(a.billing_address, 'latitude'))
    ) as latitude,
    as_number(
        coalesce(a.billing_longitude, address_part(a.billing_address, 'longitude'))
    ) as longitude,
    coalesce(owners.record_id, a.owner_id) as owner_id,
    as_number(a.stated_value) as stated_value,
    coalesce(a.currency, as_currency(a.stated_value)) as currency,
    as_day(a.customer_since) as customer_since,
    as_day(a.left_on) as left_on,
    as_day(a.created_date) as created_on,
    a.website,
    as_day(a.last_activity_on) as last_activity_on,
    case
        when as_flag(a.exempt_reason) is null then a.exempt_reason
        when as_flag(a.exempt_reason) then 'marked in Salesforce as not to be visited'
    end as exempt_reason,
    a.source_file as file,
    a.source_row as row,
    as_day(a.created_date) as recorded_on,
    as_moment(a.last_modified) as modified_at,
    case
        when a.id is null then 'It has no Id'
        when as_flag(a.is_deleted) then 'It is marked as deleted in Salesforce'
    end as set_aside,
from raw_account as a
left join record_ids as own on a.id = own.form and own.object = 'account'
left join record_ids as parents on a.parent_id = parents.form and parents.object = 'account'
left join record_ids as owners on a.owner_id = owners.form and owners.object = 'user'
union all by name
select *, from reported_accounts
