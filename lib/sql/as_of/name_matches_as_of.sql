-- one row per as-of date, name that no account goes by and account that comes near
select
    as_of.as_of_on,
    m.account_name,
    m.account_id,
    a.name,
    a.city,
    m.score,
    m.contacts,
from as_of
cross join name_matches as m
inner join accounts as a on m.account_id = a.account_id
