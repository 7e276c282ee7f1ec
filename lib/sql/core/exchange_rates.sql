-- one row per currency and stretch of days: what one of it is worth in the house currency
select
    from_currency as currency,
    to_currency,
    rate,
    valid_from,
    coalesce(
        lead(valid_from) over (partition by from_currency order by valid_from),
        cast('9999-12-31' as date)
    ) as valid_until,
from reference_exchange_rates
