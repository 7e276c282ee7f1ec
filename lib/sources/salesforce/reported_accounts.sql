-- one row per account of a report
with

-- Without ids, one name in two towns is two accounts.
towns as (
    select
        lower(name) as name_key,
        count(distinct lower(billing_city)) as towns,
    from raw_report_account
    where id is null
    group by lower(name)
)

select
    coalesce(
        own.record_id,
        case when towns.towns > 1 then null else named.record_id end,
        a.name || case when towns.towns > 1 then coalesce(' in ' || a.billing_city, '') else '' end
    ) as account_id,
    a.name,
    coalesce(parents.record_id, a.parent_id) as parent_account_id,
    a.parent_name,
    a.tier,
    a.industry,
    a.type as kind,
    coalesce(a.billing_street, a.shipping_street) as street,
    coalesce(a.billing_city, a.shipping_city) as city,
    coalesce(a.billing_state, a.shipping_state) as state,
    coalesce(a.billing_postal_code, a.shipping_postal_code) as postal_code,
    coalesce(a.billing_country, a.shipping_country) as country,
    as_number(a.latitude) as latitude,
    as_number(a.longitude) as longitude,
    a.owner_name,
    as_number(a.stated_value) as stated_value,
    a.currency,
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
    case when coalesce(a.id, a.name) is null then 'It has no name' end as set_aside,
from raw_report_account as a
left join record_ids as own on a.id = own.form and own.object = 'account'
left join record_ids as parents on a.parent_id = parents.form and parents.object = 'account'
left join named_ids as named
    on named.object = 'account' and a.id is null and lower(a.name) = named.name_key
left join towns on a.id is null and lower(a.name) = towns.name_key
