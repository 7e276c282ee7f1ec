-- one row per account with sales, month of the calendar and as-of date: this year, and as usual
select
    n.as_of_on,
    n.account_id,
    a.tier,
    a.country,
    a.state,
    a.industry,
    a.owner,
    a.kind,
    a.status,
    c.month,
    n.currency,
    s.this_year,
    s.usual,
    coalesce(s.years, 0) as years,
    s.share_of_year,
    coalesce(s.is_busy, false) as is_busy,
    coalesce(c.month = n.visit_month, false) as is_month_to_visit,
    n.busy_months,
    n.busy_share,
    n.visit_month,
    n.visit_year,
    n.reason,
from sales_seasons as n
inner join status_as_of as a on n.as_of_on = a.as_of_on and n.account_id = a.account_id
cross join calendar_months as c
left join sales_shapes as s
    on n.as_of_on = s.as_of_on and n.account_id = s.account_id and c.month = s.month
