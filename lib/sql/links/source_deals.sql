-- one row per deal, with its account where one is known
select
    r.* replace (s.record_id as deal_id, s.account_id as account_id),
    r.deal_id as staged_id,
from staged_deals as r
inner join settled_records as s
    on s.table_name = 'deals' and r.source = s.source and r.deal_id = s.staged_id
