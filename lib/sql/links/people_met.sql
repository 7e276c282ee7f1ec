-- one row per interaction and person of theirs that it names, as a contact known or made
with

strangers as (
    select n.*,
    from people_named as n
    left join people_resolved as r
        on n.place = r.place and n.name_key = r.name_key and n.email is not distinct from r.email
    where
        r.contact_id is null
        -- An address says whose it is only where its domain is the account's.
        and (
            not n.is_address_only
            or as_domain(n.email) in (
                select d.domain, from domain_links as d
                where d.account_id = n.account_id
            )
        )
),

forms as (
    select distinct
        place,
        name_key,
        words,
    from strangers
    where not is_title_only and not is_address_only
),

-- "A. Berg" and "Anna Berg", neither of whom is in a list, are one, if nobody else fits.
fuller as (
    select
        s.place,
        s.name_key,
        min(f.name_key) as full_key,
    from forms as s
    inner join forms as f
        on
            s.place = f.place
            and s.name_key <> f.name_key
            and len(f.words) >= len(s.words)
            and length(f.name_key) > length(s.name_key)
            and is_short_for(s.words, f.words)
    group by s.place, s.name_key
    having count(*) = 1
)

select
    n.interaction_id,
    r.contact_id,
    n.account_id,
    n.name,
    n.title,
    n.email,
    n.known_from,
    false as is_new,
    n.is_by_id,
from people_named as n
inner join people_resolved as r
    on n.place = r.place and n.name_key = r.name_key and n.email is not distinct from r.email
union all by name
select
    s.interaction_id,
    'met:' || s.place || ':' || coalesce(f.full_key, s.name_key) as contact_id,
    s.account_id,
    s.name,
    s.title,
    s.email,
    s.known_from,
    true as is_new,
    s.is_by_id,
from strangers as s
left join fuller as f on s.place = f.place and s.name_key = f.name_key
