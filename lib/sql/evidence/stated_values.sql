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
)

select
    stated.stated_column,
    stated.value,
    coalesce(s.setting, p.purpose, o.outcome) as meaning,
from stated
left join reference_stated_settings as s
    on stated.stated_column = 'setting' and as_words(stated.value) = as_words(s.stated)
left join reference_stated_purposes as p
    on stated.stated_column = 'purpose' and as_words(stated.value) = as_words(p.stated)
left join reference_stated_outcomes as o
    on stated.stated_column = 'outcome' and as_words(stated.value) = as_words(o.stated)
where stated.value is not null and coalesce(s.setting, p.purpose, o.outcome) is not null
