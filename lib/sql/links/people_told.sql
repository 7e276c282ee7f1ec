-- one row per cell that names people and part of it: a name, a title, or nothing
with

weighed as (
    select
        p.* replace (
            case when o.title is not null and f.title is null then p.family else p.text end as text
        ),
        -- 田中社長 is Tanaka, who is president; 購買部長 is nobody's name.
        case when f.title is null and o.title is not null then p.office end as office,
        len(string_split_regex(p.text, '\s+')) = 1 as is_one_word,
        -- A name begins each of its words with a capital, but for "van der" and the like.
        p.place > 1
        and p.joined_by = ','
        and (
            regexp_matches(
                regexp_replace(
                    ' ' || p.text || ' ',
                    ' (de|van|von|vom|der|den|del|della|di|da|dos|do|du|la|le|el|al|bin|ben|zu|zur'
                    || '|ter|ten|te|af|av)( (la|der|den|los))? ',
                    ' '
                ),
                ' \p{Ll}'
            )
            or regexp_matches(p.text, '[0-9]')
        )
        and regexp_matches(p.cell, '\p{Lu}') as is_no_name,
        t.title is not null
        and (p.family is null or f.title is not null or o.title is null) as is_in_dictionary,
        t.title_rank,
    from people_parts as p
    left join title_ranks as t on p.text = t.title
    left join title_ranks as f on p.family = f.title
    left join title_ranks as o on p.office = o.title
),

led as (
    select
        *,
        lag(is_in_dictionary or is_no_name) over pieces as is_after_title,
        first_value(is_one_word) over pieces as is_led_by_one_word,
        max(case when not is_in_dictionary then place end) over (partition by cell, piece)
            as last_unknown,
        regexp_matches(text, '\p{Latin}') as is_latin,
    from weighed
    window pieces as (partition by cell, piece order by place)
)

select
    *,
    case
        when text is null then 'nothing'
        when is_in_dictionary or is_no_name then 'title'
        -- "Sales & Marketing", "R&D"
        when joined_by = '&' and is_one_word and is_after_title then 'title'
        -- "Anna Berg, Sommelier": one word is no name beside a whole one.
        when
            joined_by = ',' and place > 1 and is_one_word and is_latin
            and not is_led_by_one_word
            then 'title'
        else 'name'
    end as kind,
from led
