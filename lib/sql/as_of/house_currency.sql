-- one row per as-of date: the currency that sums of money are in, null where none is named
with

-- Rates lead to one currency: that is the house's, whatever the exports hold.
converted as (
    select max(to_currency) as currency,
    from exchange_rates
),

counted as (
    select
        as_of.as_of_on,
        v.currency,
        sum(v.accounts) as accounts,
    from as_of
    inner join value_currencies as v on as_of.as_of_on >= v.known_from
    group by as_of.as_of_on, v.currency
),

ranked as (
    select
        as_of_on,
        currency,
        row_number() over (partition by as_of_on order by accounts desc, currency asc) as place,
    from counted
)

select
    as_of.as_of_on,
    coalesce(converted.currency, ranked.currency) as currency,
from as_of
cross join converted
left join ranked on as_of.as_of_on = ranked.as_of_on and ranked.place = 1
