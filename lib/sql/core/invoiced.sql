-- one row per account, kind, day, currency and day it is known from: what was invoiced or ordered
with

sold as (
    select
        i.account_id,
        coalesce(i.kind, 'invoice') as kind,
        i.invoiced_on as sold_on,
        i.amount,
        -- An amount that names no currency is in its account's.
        coalesce(c.currency, a.currency) as currency,
        greatest(i.invoiced_on, coalesce(i.recorded_on, i.invoiced_on)) as known_from,
    from source_invoices as i
    left join currencies_read as c on i.currency = c.written
    left join accounts as a on i.account_id = a.account_id
    where i.account_id is not null and i.invoiced_on is not null and i.amount is not null
)

-- Of accounts that count as one, `member_id` tells whose it was.
select
    sold.account_id,
    sold.account_id as member_id,
    sold.kind,
    sold.sold_on,
    coalesce(r.to_currency, sold.currency) as currency,
    sold.known_from,
    sum(sold.amount * coalesce(r.rate, 1)) as amount,
    count(*) as documents,
from sold
left join exchange_rates as r
    on
        sold.currency = r.currency
        and sold.sold_on >= r.valid_from
        and sold.sold_on < r.valid_until
group by
    sold.account_id, sold.kind, sold.sold_on, coalesce(r.to_currency, sold.currency),
    sold.known_from
-- Kept in this order, a day's question reads only the blocks it needs.
order by sold.sold_on
