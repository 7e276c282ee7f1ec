-- one row per purpose as an export states it, for those that mean something
with

stated as (
    select distinct stated_purpose as written,
    from source_interactions
    where stated_purpose is not null
),

-- "Contract renewal negotiation" is no value of the table, and says all the same what it was.
read as (
    select
        s.written,
        case
            when v.meaning is not null then v.meaning
            when t.crisis is not null then 'crisis'
            when t.commercial is not null then 'commercial'
        end as meaning,
    from stated as s
    left join stated_values as v on v.stated_column = 'purpose' and s.written = v.value
    left join text_signals as t on s.written = t.text
)

select
    written,
    meaning,
from read
where meaning is not null
