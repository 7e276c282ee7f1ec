-- one row per person at a customer, with what somebody said of their title
select
    c.* replace (
        case
            when t.title_rank is null then c.title_rank
            else try_cast(t.title_rank as integer)
        end as title_rank,
        case
            when t.horizon is null then c.horizon
            else nullif(t.horizon, '')
        end as horizon
    ),
    t.corrections,
from core.contacts as c
left join told_titles as t
    on lower(trim(regexp_replace(c.title, '\s+', ' ', 'g'))) = t.title
