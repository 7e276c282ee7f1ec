-- one row per account with a case and as-of date: how many were opened in the year, and are open
select
    as_of.as_of_on,
    c.account_id,
    count(case when c.opened_on > as_of.as_of_on - interval '365' day then 1 end) as cases_365,
    count(
        case
            when
                coalesce(c.closed_on > as_of.as_of_on, not coalesce(c.is_closed, false))
                then 1
        end
    ) as cases_open,
    max(c.opened_on) as last_case_on,
from as_of
inner join cases as c on as_of.as_of_on >= c.opened_on
group by as_of.as_of_on, c.account_id
