-- one row per interaction, account it was with and person of theirs that it names
with

named as (
    select
        c.source,
        c.interaction_id as staged_id,
        c.is_by_id,
        p.title,
        p.is_title_only,
        p.email,
        coalesce(p.name, case when p.is_title_only then p.title end, p.email) as name,
        coalesce(p.name, p.title) is null as is_address_only,
    from people_cells as c
    inner join people_in_cells as p on c.cell = p.cell
),

ours as (
    select distinct
        source,
        interaction_id,
        as_words(name) as name,
    from colleagues_named
)

select distinct
    i.interaction_id,
    i.account_id,
    -- Who was met at an account nobody knows yet goes with its name.
    coalesce(i.account_id, '?' || as_words(coalesce(i.account_name, i.interaction_id))) as place,
    n.name,
    n.title,
    n.email,
    n.is_title_only,
    n.is_address_only,
    n.is_by_id,
    case when n.is_address_only then n.email else array_to_string(name_words(n.name), ' ') end
        as name_key,
    name_words(n.name) as words,
    coalesce(i.recorded_on, i.occurred_on) as known_from,
from named as n
inner join source_interactions as i on n.source = i.source and n.staged_id = i.staged_id
left join people_keys as by_address on n.email = by_address.form
left join people_keys as by_name on n.email is null and as_words(n.name) = by_name.form
left join ours
    on
        n.source = ours.source
        and n.staged_id = ours.interaction_id
        and as_words(n.name) = ours.name
-- A list of who was there names our own people too.
where
    coalesce(by_address.person_id, by_name.person_id, ours.name) is null
    and (n.email is null or as_domain(n.email) not in (select o.domain, from our_domains as o))
    and as_words(n.name) <> ''
    and not (n.email is null and regexp_matches(n.name, '[0-9]'))
    and as_words(n.name) not in (
        select as_words(w.word), from reference_words as w
        where w.list = 'nobody'
    )
