-- one row per won deal with an account
select
    account_id,
    closes_on as won_on,
    amount,
    currency,
    greatest(closes_on, coalesce(recorded_on, closes_on)) as known_from,
from source_deals
where is_won and account_id is not null and closes_on is not null and amount is not null
