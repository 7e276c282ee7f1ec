-- one row per as-of date, account and person of theirs then known to be there
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
    i.account_id,
    p.contact_id,
from as_of
inner join all_interactions as i
    on as_of.as_of_on >= i.known_from and as_of.as_of_on < i.known_until
inner join interaction_contacts as p
    on i.interaction_id = p.interaction_id and as_of.as_of_on >= p.known_from
inner join contacts as c on p.contact_id = c.contact_id and c.is_named_only
