-- one row per as-of date and account with sales: since when and until when they are known
with

spans as (
    select
        as_of_on,
        account_id,
        min(basis) as basis,
        min(first_month) as first_month,
        min(last_month) as last_month,
    from sales_kinds
    group by as_of_on, account_id
)

select
    as_of_on,
    account_id,
    basis,
    first_month,
    last_month,
    cast(
        12 * (extract(year from last_month) - extract(year from first_month))
        + extract(month from last_month) - extract(month from first_month) + 1
        as integer
    ) as months,
from spans
