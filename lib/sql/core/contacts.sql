-- one row per person at a customer
select
    c.contact_id,
    c.account_id,
    c.name,
    c.title,
    r.title_rank,
    r.horizon,
    c.source,
from source_contacts as c
left join title_ranks as r on c.title = r.title
