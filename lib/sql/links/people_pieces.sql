-- one row per cell that names people and piece of it between semicolons
with

cells as (
    select distinct cell,
    from people_cells
    where cell is not null
),

plain as (
    select
        cell,
        regexp_replace(
            regexp_replace(
                translate(
                    cell,
                    '（）［］[]<>；、，／：|•＆' || chr(10) || chr(13),
                    '()()()();;,/,;;&;;'
                ),
                '\s+[-–—]\s+|: ', ', ', 'g'
            ),
            '\)\s*((and|und|et|y|e|en|og|och|oraz) )?(\pL)', ');\3', 'g'
        ) as text,
    from cells
),

-- What parts people outside brackets parts nobody inside them.
masked as (
    select
        cell,
        array_to_string(
            list_transform(
                regexp_extract_all(text, '\([^()]*\)|[^()]+'),
                lambda s: case
                    when starts_with(s, '(')
                        then translate(
                            s, ' ;,&/+', chr(1) || chr(2) || chr(3) || chr(4) || chr(5) || chr(6)
                        )
                    else s
                end
            ),
            ''
        ) as text,
    from plain
)

select
    cell,
    unnest(string_split(text, ';')) as text,
    generate_subscripts(string_split(text, ';'), 1) as piece,
from masked
