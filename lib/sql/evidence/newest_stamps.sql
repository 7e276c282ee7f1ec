-- one row per source with a stamped row: the newest day that its stamps vouch for
select
    source,
    max(day) as day,
from stamps
-- A stamp after the day of the build is a mistake and vouches for nothing.
where day <= $today
group by source
