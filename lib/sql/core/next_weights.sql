-- one row per reason to see an account next and stretch of days its points hold for
select
    reason,
    points,
    valid_from,
    coalesce(
        lead(valid_from) over (partition by reason order by valid_from),
        cast('9999-12-31' as date)
    ) as valid_until,
from reference_next_weights
