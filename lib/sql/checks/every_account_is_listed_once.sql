-- one row per account id that stands more than once
select account_id,
from core.accounts
group by account_id
having count(*) > 1
