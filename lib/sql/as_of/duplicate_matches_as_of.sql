-- one row per as-of date and two accounts that may be one customer
select
    as_of.as_of_on,
    m.account_id,
    a.name,
    a.city,
    m.other_id,
    b.name as other_name,
    b.city as other_city,
    m.likeness,
    m.evidence,
from as_of
cross join duplicate_matches as m
inner join accounts as a on m.account_id = a.account_id
inner join accounts as b on m.other_id = b.account_id
