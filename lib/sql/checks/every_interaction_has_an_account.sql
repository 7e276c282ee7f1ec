-- one row per interaction whose account is not there
select i.interaction_id,
from core.interactions as i
left join core.accounts as a on i.account_id = a.account_id
where a.account_id is null
