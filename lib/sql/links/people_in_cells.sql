-- one row per cell and person of theirs that it names
with

-- "Berg, Anna" is one person.
turned as (
    select
        *,
        joined_by = ','
        and kind = 'name'
        and is_latin
        and lag(kind) over (partition by cell, piece order by place) = 'name'
        and count(*) filter (where kind = 'name' and not is_one_word)
            over (partition by cell, piece)
        = 0
        and count(*) filter (where kind = 'name') over (partition by cell, piece) = 2
            as is_given_name,
        count(*) filter (where kind = 'name' or (kind = 'nothing' and email is not null))
            over (partition by cell, piece) as names,
        count(*) filter (where kind = 'title' and title_rank is not null)
            over (partition by cell, piece) as ranked,
    from people_told
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
