-- one row per as-of date, theme and account that raised it in the window or the one before
-- Account by account first: three counts of what is distinct took ten times as long.
select
    as_of_on,
    theme,
    account_id,
    count(case when is_now then 1 end) as contacts,
    count(case when is_now then null else 1 end) as contacts_before,
    min(case when is_now then occurred_on end) as first_on,
    max(case when is_now then occurred_on end) as last_on,
from theme_mentions_as_of
group by as_of_on, theme, account_id
