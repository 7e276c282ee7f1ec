-- one row per value of a stated column, with what it means in our vocabulary
with

stated as (
    select
        'setting' as stated_column,
        stated_setting as value,
    from source_interactions
    union
    select
        'purpose' as stated_column,
        stated_purpose as value,
    from source_interactions
    union
    select
        'outcome' as stated_column,
        outcome as value,
    from source_interactions
),

-- Two spellings of one value ("On-Site", "on site") are one row, or a contact would count twice.
meanings as (
    select
        'setting' as stated_column,
        as_words(stated) as words,
        min(setting) as meaning,
    from reference_stated_settings
    group by as_words(stated)
    union all
    select
        'purpose' as stated_column,
        as_words(stated) as words,
        min(purpose) as meaning,
    from reference_stated_purposes
    group by as_words(stated)
    union all
    select
        'outcome' as stated_column,
        as_words(stated) as words,
        min(outcome) as meaning,
    from reference_stated_outcomes
    group by as_words(stated)
)

select
    stated.stated_column,
    stated.value,
    meanings.meaning,
from stated
inner join meanings
    on stated.stated_column = meanings.stated_column and as_words(stated.value) = meanings.words
union all
-- "Not done - customer absent" is in no list, and yet says that nobody met.
select
    stated_column,
    value,
    'no_show' as meaning,
from stated
where
    stated_column = 'outcome'
    and regexp_matches(
        as_words(value), '^(not|no|never|nicht|kein|keine|non|pas|niet|geen|nao|sin|aucun)( |$)'
    )
    and as_words(value) not in (
        select m.words,
        from meanings as m
        where m.stated_column = 'outcome'
    )
