-- one row per as-of date and row of contact days: completed contacts in the window, as known then
select
    windows.as_of_on,
    d.*,
from windows
inner join contact_days as d
    on
        windows.opens_after < d.day
        and windows.as_of_on >= d.day
        and windows.as_of_on >= d.known_from
        and windows.as_of_on < d.known_until
