-- one row per kind of sales table and day something in it became known: the newest day it speaks of
select
    coalesce(kind, 'invoice') as kind,
    greatest(invoiced_on, coalesce(recorded_on, invoiced_on)) as known_from,
    max(invoiced_on) as sold_on,
from source_invoices
-- A sheet may have a nought under every month to come.
where invoiced_on is not null and amount <> 0
group by coalesce(kind, 'invoice'), greatest(invoiced_on, coalesce(recorded_on, invoiced_on))
