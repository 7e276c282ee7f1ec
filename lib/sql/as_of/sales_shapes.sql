-- one row per as-of date, account with sales and month of the calendar: this year, and as usual
with

months as (
    select
        as_of_on,
        account_id,
        month,
        max(months) as months_known,
        max(currency) as currency,
        max(case when years_back = 0 then amount end) as this_year,
        avg(case when years_back > 0 then amount end) as usual,
        count(case when years_back > 0 then 1 end) as years,
        avg(case when is_of_season then amount end) as typical,
        min(case when is_of_season then amount end) as least_amount,
        count(case when is_of_season then 1 end) as times,
        count(case when is_of_season and amount > 0 then 1 end) as times_sold,
    from sales_calendar
    group by as_of_on, account_id, month
),

whole as (
    select
        as_of_on,
        account_id,
        sum(typical) as typical_year,
        sum(usual) as usual_year,
        count(typical) as months_typical,
        sum(times_sold) / cast(nullif(sum(times), 0) as double) as share_sold,
    from months
    group by as_of_on, account_id
)

-- A month is busy where it stands out in every year that is known; one year alone is believed
-- only of an account that buys in most months.
select
    m.as_of_on,
    m.account_id,
    m.month,
    m.currency,
    m.this_year,
    m.usual,
    m.years,
    m.typical / nullif(w.typical_year, 0) as share_of_year,
    m.months_known >= r.sales_months
    and w.months_typical = 12
    and w.typical_year > 0
    and m.typical >= r.busy_factor * w.typical_year / 12
    and m.least_amount > w.typical_year / 12
    and (m.times >= 2 or w.share_sold >= r.dense_share) as is_busy,
    m.months_known >= r.sales_months
    and w.months_typical = 12
    and coalesce(w.typical_year > 0, false) as is_known,
from months as m
inner join whole as w on m.as_of_on = w.as_of_on and m.account_id = w.account_id
inner join rules_as_of as r on m.as_of_on = r.as_of_on
