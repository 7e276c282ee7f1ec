-- one row per as-of date and currency: the rate in force
select
    as_of.as_of_on,
    exchange_rates.currency,
    exchange_rates.to_currency,
    exchange_rates.rate,
from as_of
inner join exchange_rates
    on
        as_of.as_of_on >= exchange_rates.valid_from
        and as_of.as_of_on < exchange_rates.valid_until
