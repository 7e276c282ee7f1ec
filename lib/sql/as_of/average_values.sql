-- one row per as-of date and currency: what an account with a value is worth on average
select
    as_of_on,
    coalesce(currency, '') as currency,
    avg(cast(value as double)) as average_value,
from account_tiers
where value > 0
group by as_of_on, coalesce(currency, '')
