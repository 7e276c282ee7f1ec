-- one row per as-of date and account with sales: what it bought lately, and in the years before
with

aged as (
    select
        h.as_of_on,
        h.account_id,
        m.month,
        m.currency,
        m.currencies,
        m.amount,
        cast(
            12 * (extract(year from h.last_month) - extract(year from m.month))
            + extract(month from h.last_month) - extract(month from m.month)
            as integer
        ) as age,
    from sales_histories as h
    inner join sales_months as m on h.as_of_on = m.as_of_on and h.account_id = m.account_id
)

-- `age` is whole months before the last one that is known: 0 is that itself.
select
    as_of_on,
    account_id,
    max(currency) as currency,
    max(currencies) as currencies,
    sum(case when age between 0 and 2 then amount else 0 end) as last_three,
    sum(case when age between 12 and 14 then amount else 0 end) as three_1,
    sum(case when age between 24 and 26 then amount else 0 end) as three_2,
    sum(case when age between 36 and 38 then amount else 0 end) as three_3,
    sum(case when age between 0 and 11 then amount else 0 end) as last_twelve,
    sum(case when age between 12 and 23 then amount else 0 end) as twelve_before,
    count(case when age between 0 and 35 and amount > 0 then 1 end) as months_sold,
    min(case when age between 0 and 35 and amount > 0 then age end) as youngest,
    count(case when amount > 0 then 1 end) as months_bought,
    max(case when amount > 0 then month end) as last_sold_month,
from aged
where age >= 0
group by as_of_on, account_id
