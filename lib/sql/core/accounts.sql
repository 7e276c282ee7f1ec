-- one row per account
select
    a.account_id,
    coalesce(a.name, a.account_id) as name,
    a.parent_account_id,
    -- "a" and "Tier A" are A; a tier of another kind stands as it is.
    case
        when length(a.tier) = 1 then upper(a.tier)
        when length(a.tier) = 6 and lower(a.tier) like 'tier _' then upper(substr(a.tier, 6, 1))
        else a.tier
    end as stated_tier,
    a.industry,
    case
        when lower(a.kind) like '%prospect%' or lower(a.kind) like '%lead%' then 'prospect'
        when
            lower(a.kind) like '%former%' or lower(a.kind) like '%churn%'
            or lower(a.kind) like 'ehemalig%'
            then 'former'
        when lower(a.kind) like '%partner%' or lower(a.kind) like '%reseller%' then 'partner'
        when lower(a.kind) like '%customer%' or lower(a.kind) like '%client%' then 'customer'
        else a.kind
    end as kind,
    a.street,
    a.city,
    p.state,
    p.state_code,
    a.postal_code,
    p.country,
    p.country_code,
    p.latitude,
    p.longitude,
    p.location_basis,
    p.location_note,
    a.owner_id,
    coalesce(o.name, a.owner_name) as owner,
    a.stated_value,
    c.currency,
    a.employees,
    coalesce(a.customer_since, a.created_on) as began_on,
    a.customer_since,
    a.left_on,
    a.renewal_on,
    -- Always known where the export does not say since when.
    coalesce(a.recorded_on, cast('0001-01-01' as date)) as known_from,
    -- Deleted or merged in the system it came from: no customer any more, and never lost.
    coalesce(g.gone_on, cast('9999-12-31' as date)) as known_until,
    a.last_activity_on,
    coalesce(m.masked, a.exempt_reason, e.reason) as exempt_reason,
    case
        when a.exempt_reason is null then e.valid_from
        else cast('0001-01-01' as date)
    end as exempt_from,
    a.source,
    a.file,
    a.row,
from source_accounts as a
left join account_places as p on a.account_id = p.account_id
left join source_people as o on a.owner_id = o.person_id
left join currencies_read as c on a.currency = c.written
left join masked_texts as m on a.exempt_reason = m.text
left join exemptions as e on a.account_id = e.account_id
left join gone_records as g
    on g.table_name = 'accounts' and a.source = g.source and a.account_id = g.record_id
