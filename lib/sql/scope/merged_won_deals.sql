-- one row per won deal, for the account that counts
select d.* replace (coalesce(m.counts_for, d.account_id) as account_id),
from core.won_deals as d
left join members as m on d.account_id = m.account_id
-- Where an account's value is stated, its deals are in that already.
where m.stated_value is null
