-- one row per phrase that says something of a title's bearer, and what
select
    as_title(pattern) as phrase,
    'own' as says,
    min(rank) as rank,
    min(horizon) as horizon,
from reference_titles
group by as_title(pattern)
union all by name
-- One that serves another ranks as staff, whoever that is.
select
    as_title(word) as phrase,
    case list
        when 'serves' then 'after' when 'serves_before' then 'before'
        when 'former_title' then 'former'
    end as says,
    min(case when list <> 'former_title' then 4 end) as rank,
from reference_words
where list in ('serves', 'serves_before', 'former_title')
group by as_title(word), list
