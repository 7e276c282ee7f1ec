-- one row per currency and day: for how many accounts a value in it was first known that day
with

valued as (
    select
        account_id,
        currency,
        known_from,
    from accounts
    where stated_value is not null and currency is not null
    union all
    select
        account_id,
        currency,
        known_from,
    from won_deals
    where currency is not null
    union all
    select
        account_id,
        currency,
        known_from,
    from invoiced
    where currency is not null
),

firsts as (
    select
        account_id,
        currency,
        min(known_from) as known_from,
    from valued
    group by account_id, currency
)

select
    currency,
    known_from,
    count(*) as accounts,
from firsts
group by currency, known_from
