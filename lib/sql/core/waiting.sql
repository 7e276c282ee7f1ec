-- one row per interaction whose account is not known, as it reads without one
select
    i.*,
    cast(null as varchar) as account_name,
    cast(null as varchar) as reason,
from interactions as i
where false
