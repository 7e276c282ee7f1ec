-- one row per as-of date, account and person of theirs then known to be there
with

-- Whoever is known only by being named: few, so they are found before any day is asked.
named as (
    select
        i.account_id,
        p.contact_id,
        case when i.known_from >= p.known_from then i.known_from else p.known_from end
            as known_from,
        i.known_until,
    from contacts as c
    inner join interaction_contacts as p on c.contact_id = p.contact_id
    inner join all_interactions as i on p.interaction_id = i.interaction_id
    where c.is_named_only
)

select
    as_of.as_of_on,
    c.account_id,
    c.contact_id,
from as_of
inner join contacts as c on as_of.as_of_on >= c.known_from
where c.account_id is not null and not c.is_named_only and c.is_active
union all
select distinct
    as_of.as_of_on,
    named.account_id,
    named.contact_id,
from as_of
inner join named
    on as_of.as_of_on >= named.known_from and as_of.as_of_on < named.known_until
