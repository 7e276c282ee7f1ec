-- one row per as-of date, side and title that does not say how high its bearers rank
select
    as_of_on,
    'theirs' as side,
    title,
    count(*) as people,
    min(horizon) as horizon,
from person_as_of
where title is not null and title_rank is null and corrections is null
group by as_of_on, title
union all
select
    as_of.as_of_on,
    'ours' as side,
    p.title,
    count(*) as people,
    cast(null as varchar) as horizon,
from as_of
cross join people as p
where
    p.title is not null
    and p.title_rank is null
    and coalesce(p.is_active, true)
    and p.corrections is null
group by as_of.as_of_on, p.title
