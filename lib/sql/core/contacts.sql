-- one row per person at a customer
select
    c.contact_id,
    c.account_id,
    c.name,
    c.title,
    c.email,
    r.title_rank,
    r.horizon,
    -- Always known where the export does not say since when.
    coalesce(c.recorded_on, cast('0001-01-01' as date)) as known_from,
    c.source,
    c.file,
    c.row,
from source_contacts as c
left join title_ranks as r on c.title = r.title
