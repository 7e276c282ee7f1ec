-- one row per account with sales, month of the calendar and as-of date: this year, and as usual
select
    s.as_of_on,
    s.account_id,
    a.tier, a.country, a.state, a.industry, a.owner, a.kind, a.status,
    s.month,
    s.currency,
    s.this_year,
    s.usual,
    s.years,
    s.share_of_year,
    s.is_busy,
    coalesce(s.month = n.visit_month, false) as is_month_to_visit,
    n.busy_months,
    n.visit_month,
    n.visit_year,
    n.reason,
from sales_shapes as s
inner join sales_seasons as n on s.as_of_on = n.as_of_on and s.account_id = n.account_id
inner join status_as_of as a on s.as_of_on = a.as_of_on and s.account_id = a.account_id
