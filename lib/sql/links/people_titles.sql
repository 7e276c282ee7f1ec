-- one row per text beside people's names that may be a title
with

-- "Head of Sales & Marketing, EMEA" is one title in three parts.
runs as (
    select
        string_agg(
            case
                when p.place = f.place then '' when p.joined_by = '&' then ' & ' else ', '
            end || p.text,
            '' order by p.place
        ) as title,
    from people_parts as f
    inner join people_parts as l on f.cell = l.cell and f.piece = l.piece and f.place < l.place
    inner join people_parts as p
        on f.cell = p.cell and f.piece = p.piece and p.place between f.place and l.place
    group by f.cell, f.piece, f.place, l.place
)

select runs.title,
from runs
where title is not null
union
select text as title, from people_parts
where text is not null
union
select bracket as title, from people_parts
where bracket is not null
union
select family as title, from people_parts
where family is not null
union
select office as title, from people_parts
where office is not null
