-- one row per account, as-of date and currency of the deals it won in the year up to it
with

-- An amount that names no currency is in the house's.
won as (
    select
        as_of.as_of_on,
        won_deals.account_id,
        coalesce(won_deals.currency, h.currency) as currency,
        sum(won_deals.amount) as amount,
        count(*) as deals,
    from as_of
    inner join house_currency as h on as_of.as_of_on = h.as_of_on
    inner join won_deals
        on
            won_deals.won_on > as_of.as_of_on - interval '365' day
            and as_of.as_of_on >= won_deals.known_from
            and as_of.as_of_on >= won_deals.won_on
    group by as_of.as_of_on, won_deals.account_id, coalesce(won_deals.currency, h.currency)
)

-- Amounts in two currencies are not added: the house's goes first, then that of most deals.
select
    d.*,
    sum(d.deals) over (partition by d.as_of_on, d.account_id) - d.deals as deals_apart,
    row_number() over (
        partition by d.as_of_on, d.account_id
        order by
            case when d.currency = h.currency then 0 else 1 end,
            d.deals desc, d.currency asc
    ) as place,
from won as d
inner join house_currency as h on d.as_of_on = h.as_of_on
