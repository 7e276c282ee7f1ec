-- one row per account, day, setting, purpose and stretch of days it is known for
select
    account_id,
    occurred_on as day,
    month,
    setting,
    purpose,
    -- Nothing is known of a day before it has come.
    greatest(known_from, occurred_on) as known_from,
    known_until,
    count(*) as interactions,
from interactions
where outcome = 'completed' and greatest(known_from, occurred_on) < known_until
group by
    account_id, occurred_on, month, setting, purpose, greatest(known_from, occurred_on), known_until
-- Kept in this order, a day's question reads only the blocks it needs.
order by day
