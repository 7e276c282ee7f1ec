-- one row per as-of date, theme and month of the window in which customers raised it
select
    as_of_on,
    theme,
    month,
    count(distinct account_id) as accounts,
from theme_mentions_as_of
where is_now
group by as_of_on, theme, month
