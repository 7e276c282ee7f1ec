-- one row per as-of date, account with sales and month of the calendar: what it brought, by year
with

-- Months are counted from the year 0, so that two of them have a distance.
spans as (
    select
        as_of_on,
        account_id,
        months,
        cast(extract(year from as_of_on) as integer) as this_year,
        cast(12 * extract(year from first_month) + extract(month from first_month) as integer)
            as first_number,
        cast(12 * extract(year from last_month) + extract(month from last_month) as integer)
            as last_number,
    from sales_histories
),

-- Of each of the last four calendar years, this one among them, as far as it is known.
years as (
    select
        s.as_of_on,
        s.account_id,
        s.months,
        s.last_number,
        c.month,
        back.column1 as years_back,
        12 * (s.this_year - back.column1) + c.month as number,
    from spans as s
    cross join calendar_months as c
    cross join (values (0), (1), (2), (3)) as back (column1)
    where
        12 * (s.this_year - back.column1) + c.month between s.first_number and s.last_number
),

amounts as (
    select
        as_of_on,
        account_id,
        cast(12 * extract(year from month) + extract(month from month) as integer) as number,
        currency,
        amount,
    from sales_months
)

select
    y.as_of_on,
    y.account_id,
    y.month,
    y.years_back,
    y.months,
    -- Three years are looked at for a season, the one that runs among them.
    y.last_number - y.number < 36 as is_of_season,
    a.currency,
    coalesce(a.amount, 0) as amount,
from years as y
left join amounts as a
    on y.as_of_on = a.as_of_on and y.account_id = a.account_id and y.number = a.number
