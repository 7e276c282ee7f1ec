-- one row per two accounts that may be one customer, and what says so
select
    account_id,
    other_id,
    likeness,
    evidence,
from like_accounts
