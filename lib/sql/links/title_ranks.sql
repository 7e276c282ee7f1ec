-- one row per text that holds a title of ours or theirs that the dictionary knows
with

titles as (
    select title, from source_people
    union
    select title, from source_contacts
    union
    select title, from people_titles
),

worded as (
    select
        title,
        string_split(as_title(title), ' ') as words,
    from titles
    where title is not null
),

-- The words of a title from one place to another; no pattern is of more than 16.
starting as (
    select
        title,
        words,
        unnest(range(1, len(words) + 1)) as first_word,
    from worded
),

spans as (
    select
        title,
        first_word,
        unnest(range(first_word, least(first_word + 15, len(words)) + 1)) as last_word,
        array_to_string(words[first_word:last_word], ' ') as phrase,
    from starting
),

matched as (
    select
        s.*,
        p.says,
        p.rank,
        p.horizon,
    from spans as s
    inner join title_patterns as p on s.phrase = p.phrase
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
            and o.first_word <= m.first_word
            and o.last_word >= m.last_word
            and o.last_word - o.first_word > m.last_word - m.first_word
    )
),

-- "Assistant to the managing director" is nobody's boss: what follows is another's title, or,
-- in 社長秘書, what goes before. Of a former one nothing is known.
own as (
    select
        *,
        min(case when says = 'after' then last_word end) over titled as others_from,
        max(case when says = 'before' then first_word end) over titled as others_to,
        bool_or(says = 'former') over titled as is_former,
    from outermost
    window titled as (partition by title)
)

select
    title,
    min(rank) as title_rank,
    min_by(horizon, coalesce(rank, 9) * 1000 - length(phrase)) filter (where horizon is not null)
        as horizon,
from own
where
    not coalesce(is_former, false)
    -- What that other looks at, the one who serves may look at too.
    and (others_from is null or first_word <= others_from or rank is null)
    and (others_to is null or last_word >= others_to or rank is null)
group by title
having count(rank) + count(horizon) > 0
