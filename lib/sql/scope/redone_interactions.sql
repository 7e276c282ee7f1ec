-- one row per reading of an interaction of an account whose contacts are counted anew
select i.*,
from read_interactions as i
inner join touched_accounts as t on i.account_id = t.account_id
