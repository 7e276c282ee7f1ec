-- one row per account that data/reference says cannot be visited: since when, and why
select
    account_id,
    min(valid_from) as valid_from,
    min_by(reason, valid_from) as reason,
from reference_exempt_accounts
where account_id is not null
group by account_id
