-- one row per currency and stretch of days: what one of it is worth in the house currency
select
    f.currency,
    t.currency as to_currency,
    r.rate,
    r.valid_from,
    coalesce(
        lead(r.valid_from) over (partition by f.currency order by r.valid_from),
        cast('9999-12-31' as date)
    ) as valid_until,
from reference_exchange_rates as r
inner join currencies_read as f on r.from_currency = f.written
inner join currencies_read as t on r.to_currency = t.written
