-- one row per account, kind, day and currency of what was invoiced, for the account that counts
select i.* replace (coalesce(m.counts_for, i.account_id) as account_id),
from core.invoiced as i
left join members as m on i.account_id = m.account_id
-- Where an account's value is stated, its invoices are in that already.
where m.stated_value is null
