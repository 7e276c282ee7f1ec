-- one row per person at a customer
with

-- Who is in no list of contacts is known by name, from the day a contact names them.
everyone as (
    select
        c.contact_id,
        c.account_id,
        c.name,
        coalesce(c.title, m.title) as title,
        coalesce(c.email, m.email) as email,
        -- Always known where the export does not say since when.
        case when m.known_from < c.recorded_on then m.known_from else c.recorded_on end
            as known_from,
        case when c.title is null then m.title_known_from else c.recorded_on end
            as title_known_from,
        coalesce(c.is_active, true) as is_active,
        false as is_named_only,
        c.source,
        c.file,
        c.row,
    from source_contacts as c
    left join source_met_contacts as m on c.contact_id = m.contact_id
    union all
    select
        contact_id,
        account_id,
        name,
        title,
        email,
        known_from,
        title_known_from,
        true as is_active,
        true as is_named_only,
        cast(null as varchar) as source,
        cast(null as varchar) as file,
        cast(null as bigint) as row,
    from source_met_contacts
    where is_named_only
)

select
    e.contact_id,
    e.account_id,
    e.name,
    e.title,
    e.email,
    r.title_rank,
    r.horizon,
    coalesce(e.known_from, cast('0001-01-01' as date)) as known_from,
    coalesce(e.title_known_from, cast('0001-01-01' as date)) as title_known_from,
    e.is_active,
    e.is_named_only,
    e.source,
    e.file,
    e.row,
from everyone as e
left join title_ranks as r on e.title = r.title
