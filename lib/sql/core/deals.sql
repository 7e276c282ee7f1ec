-- one row per deal
select
    d.deal_id,
    d.account_id,
    coalesce(m.masked, d.name) as name,
    d.amount,
    c.currency,
    d.stage,
    d.is_won,
    d.is_closed,
    d.created_on,
    d.closes_on,
    coalesce(d.recorded_on, d.created_on, d.closes_on, cast('0001-01-01' as date)) as known_from,
    d.source,
    d.file,
    d.row,
from source_deals as d
left join currencies_read as c on d.currency = c.written
left join masked_texts as m on d.name = m.text
