-- one row per title of ours or theirs that the dictionary knows
with

titles as (
    select title from source_people
    union
    select title from source_contacts
)

select
    titles.title,
    t.rank as title_rank,
    t.horizon,
from titles
inner join reference_titles as t
    on ' ' || as_words(titles.title) || ' ' like '% ' || as_words(t.pattern) || ' %'
qualify row_number() over (
    partition by titles.title order by t.rank, length(t.pattern) desc, t.pattern
) = 1
