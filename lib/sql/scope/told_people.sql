-- one row per colleague of ours, with what a person said of their title
select
    p.* replace (
        case
            when t.title_rank is null then p.is_executive
            else coalesce(try_cast(t.title_rank as integer) <= e.value, false)
        end as is_executive,
        case
            when t.title_rank is null then p.title_rank
            else try_cast(t.title_rank as integer)
        end as title_rank
    ),
    t.corrections,
from core.people as p
left join told_titles as t
    on lower(trim(regexp_replace(p.title, '\s+', ' ', 'g'))) = t.title
left join core.rules as e
    on e.rule = 'executive_rank' and e.valid_until = cast('9999-12-31' as date)
