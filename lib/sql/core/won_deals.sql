-- one row per won deal with an account, in the house currency where there is a rate for its day
with

won as (
    select
        d.account_id,
        d.closes_on as won_on,
        d.amount,
        -- A deal that names no currency is in its account's.
        coalesce(c.currency, a.currency) as currency,
        greatest(d.closes_on, coalesce(d.recorded_on, d.closes_on)) as known_from,
    from source_deals as d
    left join currencies_read as c on d.currency = c.written
    left join accounts as a on d.account_id = a.account_id
    where
        d.is_won
        and d.account_id is not null
        and d.closes_on is not null
        and d.amount is not null
)

-- Of accounts that count as one, `member_id` tells whose it was.
select
    won.account_id,
    won.account_id as member_id,
    won.won_on,
    won.amount * coalesce(r.rate, 1) as amount,
    coalesce(r.to_currency, won.currency) as currency,
    won.known_from,
from won
left join exchange_rates as r
    on
        won.currency = r.currency
        and won.won_on >= r.valid_from
        and won.won_on < r.valid_until
