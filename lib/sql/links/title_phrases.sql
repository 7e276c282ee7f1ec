-- one row per text that may be a title and phrase of the dictionary in it, the longest only
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
        title_words(title) as words,
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
        array_to_string(words[first_word:last_word], ' ') as written,
        as_phrase(words[first_word:last_word]) as phrase,
    from starting
),

matched as (
    select
        s.title,
        s.first_word,
        s.last_word,
        p.*,
    from spans as s
    inner join title_patterns as p on s.phrase = p.phrase and not p.is_written_so
    union all
    select
        s.title,
        s.first_word,
        s.last_word,
        p.*,
    from spans as s
    inner join title_patterns as p on s.written = p.phrase and p.is_written_so
)

-- "President" inside "vice president" says nothing; that somebody serves another always does.
select m.*,
from matched as m
where
    m.says in ('after', 'before')
    or not exists (
        select 1,
        from matched as o
        where
            o.title = m.title
            and o.first_word <= m.first_word
            and o.last_word >= m.last_word
            and o.last_word - o.first_word > m.last_word - m.first_word
    )
