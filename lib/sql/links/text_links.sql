-- one row per loose interaction and account whose name or street its title or place holds
with

texts as (
    select
        r.source,
        r.record_id,
        string_split(as_words(r.match_text), ' ') as words,
        ' ' || coalesce(as_words(i.location), '') || ' ' as place_words,
    from loose_records as r
    inner join staged_interactions as i
        on r.source = i.source and r.record_id = i.interaction_id
    where r.table_name = 'interactions' and r.match_text is not null
),

phrases as (
    select distinct
        t.source,
        t.record_id,
        t.place_words,
        array_to_string(list_slice(t.words, p.place, p.place + s.size - 1), ' ') as phrase,
        s.size,
    from texts as t
    cross join unnest(range(1, 7)) as s (size)
    inner join unnest(range(1, 61)) as p (place) on len(t.words) >= p.place + s.size - 1
),

-- A short or everyday word ("Summit") is no name by itself, and one word is one only in a place:
-- "Cobalt paint order" is not about Cobalt.
names as (
    select distinct
        account_id,
        as_words(name) as phrase,
    from account_names
    where contains(as_words(name), ' ')
    union
    select distinct
        account_id,
        name_key as phrase,
    from account_names
    where
        (contains(name_key, ' ') or length(name_key) >= 5)
        and name_key not in (select as_words(w.word) as word, from reference_words as w)
),

streets as (
    select distinct
        f.account_id,
        as_words(a.street) as phrase,
    from staged_accounts as a
    inner join account_folds as f on a.source = f.source and a.account_id = f.staged_id
    where length(as_words(a.street)) >= 6 and regexp_matches(a.street, '[0-9]')
),

found as (
    select
        p.source,
        p.record_id,
        11 as rank,
        'street' as kind,
        p.phrase,
        s.account_id,
        p.size,
    from phrases as p
    inner join streets as s on p.phrase = s.phrase
    union all
    select
        p.source,
        p.record_id,
        12 as rank,
        'text' as kind,
        p.phrase,
        n.account_id,
        p.size,
    from phrases as p
    inner join names as n
        on
            p.phrase = n.phrase
            and (
                contains(n.phrase, ' ')
                or position(' ' || n.phrase || ' ' in p.place_words) > 0
            )
)

-- The longest says most: "Acme Foods" is not Acme.
select
    'interactions' as table_name,
    source,
    record_id,
    rank,
    0 as step,
    kind,
    phrase as value,
    account_id,
    cast(null as date) as known_on,
from found
qualify size = max(size) over (partition by source, record_id, rank)
