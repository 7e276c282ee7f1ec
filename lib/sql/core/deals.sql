-- one row per deal
select
    deal_id,
    account_id,
    name,
    amount,
    currency,
    stage,
    is_won,
    is_closed,
    created_on,
    closes_on,
    source,
    file,
    row,
from source_deals
