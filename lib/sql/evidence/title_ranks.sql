-- one row per title of ours or theirs that the dictionary knows
with

titles as (
    select title, from source_people
    union
    select title, from source_contacts
),

matched as (
    select
        titles.title,
        as_words(t.pattern) as pattern,
        t.rank,
        t.horizon,
    from titles
    inner join reference_titles as t
        on ' ' || as_words(titles.title) || ' ' like '% ' || as_words(t.pattern) || ' %'
),

-- "President" inside "vice president" says nothing.
outermost as (
    select m.*,
    from matched as m
    where not exists (
        select 1,
        from matched as o
        where
            o.title = m.title
            and o.pattern <> m.pattern
            and ' ' || o.pattern || ' ' like '% ' || m.pattern || ' %'
    )
)

select
    title,
    min(rank) as title_rank,
    min_by(horizon, coalesce(rank, 9) * 1000 - length(pattern)) filter (where horizon is not null)
        as horizon,
from outermost
group by title
