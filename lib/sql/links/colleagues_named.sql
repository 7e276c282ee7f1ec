-- one row per interaction and colleague of ours named in it
with

-- "Smith, John" is one man.
spelled as (
    select
        *,
        case
            when regexp_matches(written, '^[\pL''-]+, ?[\pL''-]+$')
                then
                    trim(split_part(written, ',', 2))
                    || ' '
                    || trim(split_part(written, ',', 1))
            else written
        end as name,
        coalesce(email, case when contains(written, '@') then written end) as address,
    from colleagues_written
),

known as (
    select
        s.*,
        coalesce(by_address.person_id, by_name.person_id) as known_id,
    from spelled as s
    left join people_keys as by_address on lower(s.address) = by_address.form
    left join people_keys as by_name on as_words(s.name) = by_name.form
)

-- An organiser with a stranger's address is not one of ours.
select
    source,
    interaction_id,
    name,
    address as email,
    is_organiser,
    file,
    row,
    recorded_on,
    coalesce(known_id, 'name:' || as_words(name)) as person_id,
    known_id is null as is_new,
from known
where
    as_words(name) <> ''
    and (
        known_id is not null
        or address is null
        or as_domain(address) in (select o.domain, from our_domains as o)
        or (select count(*), from our_domains) = 0
    )
