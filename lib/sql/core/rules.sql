-- one row per rule and stretch of days it holds for
select
    rule,
    value,
    valid_from,
    coalesce(
        lead(valid_from) over (partition by rule order by valid_from), cast('9999-12-31' as date)
    )
        as valid_until,
from reference_rules
