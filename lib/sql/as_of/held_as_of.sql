-- one row per as-of date and thing that the exports held then
select
    as_of.as_of_on,
    holds.held,
from as_of
inner join holds on as_of.as_of_on >= holds.known_from
