-- one row per invoice, order or month of sales, with its account where one is known
select
    r.* replace (s.record_id as invoice_id, s.account_id as account_id),
    r.invoice_id as staged_id,
from staged_invoices as r
inner join settled_records as s
    on s.table_name = 'invoices' and r.source = s.source and r.invoice_id = s.staged_id
