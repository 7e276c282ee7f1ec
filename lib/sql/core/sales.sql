-- one row per account, month, currency, basis, kind and day it is known from: what it bought
with

sold as (
    select
        account_id,
        'invoices' as basis,
        kind,
        sold_on,
        currency,
        known_from,
        amount,
        documents,
    from invoiced
    union all
    select
        account_id,
        'deals_won' as basis,
        'deal' as kind,
        won_on as sold_on,
        currency,
        known_from,
        amount,
        1 as documents,
    from won_deals
)

-- Of accounts that count as one, `member_id` tells whose it was.
select
    account_id,
    account_id as member_id,
    cast(date_trunc('month', sold_on) as date) as month,
    currency,
    basis,
    kind,
    known_from,
    sum(amount) as amount,
    sum(documents) as documents,
from sold
group by
    account_id, cast(date_trunc('month', sold_on) as date), currency, basis, kind, known_from
-- Kept in this order, a day's question reads only the blocks it needs.
order by month
