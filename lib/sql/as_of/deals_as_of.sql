-- one row per as-of date and deal that is open on it or was closed in the 365 days up to it
with

known as (
    select
        s.as_of_on,
        s.account_id,
        a.name as account_name,
        d.deal_id,
        d.name as deal,
        d.amount,
        d.currency,
        d.stage,
        d.closes_on,
        -- What closes after the day is open on it.
        not coalesce(d.is_closed, false) or coalesce(d.closes_on > s.as_of_on, false) as is_open,
        d.is_won,
    from status_as_of as s
    inner join accounts as a on s.account_id = a.account_id
    inner join deals as d on s.account_id = d.account_id and s.as_of_on >= d.known_from
)

select
    as_of_on,
    account_id,
    account_name as name,
    deal_id,
    deal,
    amount,
    currency,
    case when is_open and closes_on <= as_of_on then 'open, past its day' else stage end as stage,
    closes_on,
    is_open,
    not is_open and coalesce(is_won, false) as is_won,
from known
where is_open or closes_on > as_of_on - interval '365' day
