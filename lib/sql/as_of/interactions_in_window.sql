-- one row per as-of date and completed interaction in the window, as known then
select
    windows.as_of_on,
    i.*,
from windows
inner join interactions as i
    on
        windows.opens_after < i.occurred_on
        and windows.as_of_on >= i.occurred_on
        and windows.as_of_on >= i.known_from
        and windows.as_of_on < i.known_until
        and i.outcome = 'completed'
