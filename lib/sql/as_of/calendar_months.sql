-- one row per month of the calendar
select months.month,
from (
    values (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)
) as months (month)
