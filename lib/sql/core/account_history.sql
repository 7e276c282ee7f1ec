-- one row per account and stretch of days for which its exports gave it one tier and one owner
with

said as (
    select
        d.record_id as account_id,
        d.exported_on,
        d.tier,
        coalesce(p.name, d.owner_name, d.owner_id) as owner,
    from record_days as d
    left join source_people as p on d.owner_id = p.person_id
    where d.table_name = 'accounts'
),

changes as (
    select
        account_id,
        exported_on,
        tier,
        owner,
        lag(exported_on) over (partition by account_id order by exported_on) as before_on,
        lag(tier) over (partition by account_id order by exported_on) as tier_before,
        lag(owner) over (partition by account_id order by exported_on) as owner_before,
    from said
),

turns as (
    select
        account_id,
        exported_on,
        before_on,
        case when length(tier) = 1 then upper(tier) else tier end as tier,
        owner,
    from changes
    where
        before_on is null
        or tier is distinct from tier_before
        or owner is distinct from owner_before
)

-- What the first export said held before it, as far as anybody knows.
select
    account_id,
    case when before_on is null then cast('0001-01-01' as date) else exported_on end as valid_from,
    coalesce(
        lead(exported_on) over (partition by account_id order by exported_on),
        cast('9999-12-31' as date)
    ) as valid_until,
    tier,
    owner,
from turns
