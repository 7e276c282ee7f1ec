-- one row per account that was ever invoiced, with the first day it was
with

ranked as (
    select
        account_id,
        invoiced_on,
        coalesce(recorded_on, invoiced_on) as known_from,
        min(invoiced_on) over (partition by account_id) as first_on,
    from source_invoices
    -- A credit note is no purchase, nor is a month without one.
    where account_id is not null and invoiced_on is not null and coalesce(amount, 1) > 0
)

select
    account_id,
    first_on as invoiced_on,
    min(known_from) as known_from,
from ranked
where invoiced_on = first_on
group by account_id, first_on
