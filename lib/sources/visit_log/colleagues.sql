-- one row per visit and colleague of ours named in it
with

-- "Smith, John" is one man, "Lee, Ann Brandt" two people.
spelled as (
    select
        source_file,
        source_row,
        case
            when regexp_matches(visited_by, '^[\pL''-]+, ?[\pL''-]+$')
                then
                    trim(split_part(visited_by, ',', 2))
                    || ' '
                    || trim(split_part(visited_by, ',', 1))
            else visited_by
        end as names,
    from visits
    where visited_by is not null
),

named as (
    select
        source_file,
        source_row,
        trim(unnest(string_split_regex(names, '\s*[;,/&+|]\s*| and | und | et | y '))) as name,
    from spelled
),

by_name as (
    select
        as_words(name) as name_key,
        min(person_id) as person_id,
    from known_people
    group by as_words(name)
    having count(*) = 1
)

-- Whoever is in no other export (a chief executive is seldom a CRM user) is known by name.
select distinct
    named.source_file,
    named.source_row,
    named.name,
    coalesce(by_name.person_id, 'log:' || as_words(named.name)) as person_id,
    by_name.person_id is null as is_new,
from named
left join by_name on as_words(named.name) = by_name.name_key
where as_words(named.name) <> ''
