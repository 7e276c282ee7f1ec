-- one row per account
select
    own.record_id as account_id,
    a.name,
    coalesce(parents.record_id, a.parent_id) as parent_account_id,
    a.tier,
    a.industry,
    a.type as kind,
    billed_part(
        a.billing_street, a.billing_address, a.shipping_street, a.shipping_address, 'street'
    ) as street,
    billed_part(
        a.billing_city, a.billing_address, a.shipping_city, a.shipping_address, 'city'
    ) as city,
    billed_part(
        a.billing_state, a.billing_address, a.shipping_state, a.shipping_address, 'state'
    ) as state,
    billed_part(
        a.billing_postal_code, a.billing_address,
        a.shipping_postal_code, a.shipping_address, 'postalCode'
    ) as postal_code,
    billed_part(
        a.billing_country, a.billing_address, a.shipping_country, a.shipping_address, 'country'
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
    as_day(a.renewal_on) as renewal_on,
    as_day(a.created_date) as created_on,
    a.website,
    as_day(a.last_activity_on) as last_activity_on,
    as_exemption(a.exempt_reason, 'Salesforce') as exempt_reason,
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
