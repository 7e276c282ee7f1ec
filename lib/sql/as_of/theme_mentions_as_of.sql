-- one row per as-of date, contact of the window or the one before, and theme raised in it
select
    windows.as_of_on,
    t.theme,
    t.account_id,
    t.interaction_id,
    t.occurred_on,
    t.month,
    t.said_in,
    t.occurred_on > windows.opens_after as is_now,
from windows
inner join themes_raised as t
    on
        windows.earlier_opens_after < t.occurred_on
        and windows.as_of_on >= t.occurred_on
        and windows.as_of_on >= t.known_from
        and windows.as_of_on < t.known_until
inner join status_as_of as s on windows.as_of_on = s.as_of_on and t.account_id = s.account_id
