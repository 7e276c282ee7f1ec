-- one row per phrase that says something of a title's bearer, and what
with

lists as (
    select
        case list
            when 'serves' then 'after' when 'serves_before' then 'before'
            when 'former_title' then 'former' when 'deputy' then 'deputy' else 'nothing'
        end as says,
        array_to_string(title_words(word), ' ') as phrase,
    from reference_words
    where list in ('serves', 'serves_before', 'former_title', 'deputy', 'not_title')
)

select
    as_title(t.pattern) as phrase,
    case
        when
            as_title(t.pattern) in (
                select as_title(w.word), from reference_words as w
                where w.list = 'weak_title'
            )
            then 'weak'
        else 'own'
    end as says,
    min(t.rank) as rank,
    min(t.horizon) as horizon,
    false as is_written_so,
from reference_titles as t
group by as_title(t.pattern)
union all by name
-- One that serves another ranks as staff, whoever that is.
select distinct
    phrase,
    says,
    case when says in ('after', 'before') then 4 end as rank,
    cast(null as varchar) as horizon,
    true as is_written_so,
from lists
