-- one row per account; what its own row leaves open, its twin in another system may say
with

rows_known as (
    select *, from staged_accounts
    union all by name
    select *, from named_accounts
),

renamed as (
    select
        a.* replace (f.account_id as account_id),
        f.is_folded,
    from rows_known as a
    inner join account_folds as f on a.source = f.source and a.account_id = f.staged_id
),

twins as (
    select *,
    from renamed
    where is_folded
    qualify row_number() over (partition by account_id order by source_order, source) = 1
)

select
    a.* exclude (is_folded) replace (
        coalesce(up.account_id, by_name.account_id, a.parent_account_id) as parent_account_id,
        coalesce(a.tier, t.tier) as tier,
        coalesce(a.industry, t.industry) as industry,
        coalesce(a.kind, t.kind) as kind,
        coalesce(a.street, t.street) as street,
        coalesce(a.city, t.city) as city,
        coalesce(a.state, t.state) as state,
        coalesce(a.postal_code, t.postal_code) as postal_code,
        coalesce(a.country, t.country) as country,
        coalesce(a.latitude, t.latitude) as latitude,
        coalesce(a.longitude, t.longitude) as longitude,
        coalesce(a.stated_value, t.stated_value) as stated_value,
        coalesce(a.currency, t.currency) as currency,
        true_day(coalesce(a.customer_since, t.customer_since)) as customer_since,
        true_day(coalesce(a.left_on, t.left_on)) as left_on,
        true_day(coalesce(a.renewal_on, t.renewal_on)) as renewal_on,
        true_day(least(a.created_on, t.created_on)) as created_on,
        least(a.recorded_on, t.recorded_on) as recorded_on,
        coalesce(a.website, t.website) as website,
        coalesce(a.exempt_reason, t.exempt_reason) as exempt_reason,
        true_day(greatest(a.last_activity_on, t.last_activity_on)) as last_activity_on
    ),
from renamed as a
left join twins as t on a.account_id = t.account_id
left join account_keys as up on a.source = up.source and a.parent_account_id = up.form
left join name_links as by_name on a.parent_account_id is null and a.parent_name = by_name.written
where not a.is_folded
