-- one row per cell and person of theirs that it names
with

weighed as (
    select
        p.* replace (
            case when p.family is not null and f.title is null then p.family else p.text end as text
        ),
        -- 田中社長 is Tanaka, who is president; 購買部長 is nobody's name.
        case when f.title is null then p.office end as office,
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
        t.title is not null and (p.family is null or f.title is not null) as is_in_dictionary,
        t.title_rank,
    from people_parts as p
    left join title_ranks as t on p.text = t.title
    left join title_ranks as f on p.family = f.title
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
),

told as (
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
),

-- "Berg, Anna" is one person.
turned as (
    select
        *,
        joined_by = ','
        and place = 2
        and is_one_word
        and is_led_by_one_word
        and is_latin
        and kind = 'name'
        and lag(kind) over (partition by cell, piece order by place) = 'name'
        and count(*) filter (where kind = 'name') over (partition by cell, piece) = 2
            as is_given_name,
        count(*) filter (where kind = 'name' or (kind = 'nothing' and email is not null))
            over (partition by cell, piece) as names,
        count(*) filter (where kind = 'title' and title_rank is not null)
            over (partition by cell, piece) as ranked,
    from told
),

numbered as (
    select
        *,
        greatest(
            sum(
                case
                    when names = 0 then case when title_rank is not null then 1 else 0 end
                    when kind = 'title' or is_given_name then 0
                    when kind = 'nothing' and email is null then 0
                    else 1
                end
            ) over (partition by cell, piece order by place),
            1
        ) as person,
    from turned
)

select
    cell,
    piece,
    person,
    string_agg(text, ' ' order by case when is_given_name then 0 else place end)
    filter (where kind = 'name') as name,
    coalesce(
        ltrim(
            string_agg(
                case joined_by when '&' then ' & ' when ',' then ', ' else '' end || text,
                '' order by place
            ) filter (where kind = 'title'),
            ' ,&'
        ),
        max(office),
        max(bracket) filter (
            where not regexp_matches(
                as_words(bracket),
                '^(remote|online|video|phone|by phone|teams|zoom|new|neu|nouveau|tbc|tbd)$'
            )
        )
    ) as title,
    max(email) as email,
    names = 0 as is_title_only,
from numbered
where kind <> 'nothing' or email is not null
group by cell, piece, person, names
having
    not bool_or(
        coalesce(
            regexp_matches(
                as_words(bracket),
                '(^| )(absent|excused|apologies|entschuldigt|abwesend|excusee?|ausente|assente'
                || '|afwezig|verhindert|not present|欠席|缺席)$'
            ), false
        )
    )
