-- one row per interaction that was still to come when it was recorded
select
    account_id,
    setting,
    occurred_on as planned_on,
    known_from,
    known_until,
from interactions
where outcome in ('planned', 'completed') and known_from < occurred_on
-- Kept in this order, a day's question reads only the blocks it needs.
order by planned_on
