-- one row per tier that on some day of our history has no cadence, or one of no days
with

tiers as (
    select stated_tier as tier,
    from core.accounts
    where stated_tier is not null
    union
    select 'A' as tier,
    union
    select 'B' as tier,
    union
    select 'C' as tier,
),

history as (
    select min(horizon_on) as begins_on,
    from core.horizons
),

policies as (
    select
        tiers.tier,
        min(c.valid_from) as valid_from,
        min(c.cadence_days) as cadence_days,
    from tiers
    left join core.cadences as c on tiers.tier = c.tier or c.tier = '*'
    group by tiers.tier
)

select policies.tier,
from policies
cross join history
where
    policies.cadence_days is null
    or policies.cadence_days <= 0
    or policies.valid_from > history.begins_on
