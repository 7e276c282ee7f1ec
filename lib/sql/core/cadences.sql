-- one row per tier and stretch of days its cadence holds for
select
    tier,
    cast(cadence_days as integer) as cadence_days,
    valid_from,
    coalesce(
        lead(valid_from) over (partition by tier order by valid_from),
        cast('9999-12-31' as date)
    ) as valid_until,
from reference_visit_policy
