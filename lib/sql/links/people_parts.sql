-- one row per cell that names people and part of it between commas, "and" and the like
with

marked as (
    select
        cell,
        piece,
        string_split(
            regexp_replace(
                regexp_replace(trim(text), '\s*,\s*', chr(31) || ',', 'g'),
                '\s*[&+/]\s*|\s+(and|und|et|y|e|en|og|och|oraz|i|ja|sowie|with|mit)\s+',
                chr(31) || '&', 'g'
            ),
            chr(31)
        ) as parts,
    from people_pieces
    where trim(text) <> ''
),

parted as (
    select
        cell,
        piece,
        unnest(parts) as part,
        generate_subscripts(parts, 1) as place,
    from marked
),

offices as (
    select
        '^(\p{Han}{1,4}?)(代表取締役社長|代表取締役|副社長|社長|会長|専務|常務|取締役|執行役員|本部長'
        || '|副部長|部長|次長|課長代理|課長補佐|課長|係長|主任|工場長|副工場長|所長|店長|支店長|室長'
        || '|董事长|董事長|副总经理|副總經理|总经理|總經理|副总裁|总裁|副总|總裁|副總|经理|經理|总监'
        || '|總監|厂长|廠長|主管|部长|科长|科長|處長|处长|协理|協理|执行长|執行長|老板|采购|採購'
        || '|总|總)(様|さん)?$' as pattern,
),

opened as (
    select
        cell,
        piece,
        place,
        case when place > 1 then left(part, 1) else ';' end as joined_by,
        trim(case when place > 1 then substr(part, 2) else part end) as part,
    from parted
)

select
    cell,
    piece,
    place,
    joined_by,
    nullif(
        trim(
            regexp_replace(
                regexp_replace(part, '\([^()]*\)|[()]', ' ', 'g'), '\S+@\S+', ' ', 'g'
            )
        ), ''
    ) as text,
    nullif(
        trim(translate(
            regexp_extract(part, '\(([^()@]*)\)', 1),
            chr(1) || chr(2) || chr(3) || chr(4) || chr(5) || chr(6), ' ;,&/+'
        )), ''
    ) as bracket,
    nullif(lower(regexp_extract(part, '[^\s()' || chr(1) || ']+@[^\s()' || chr(1) || ']+')), '')
        as email,
    -- A family name with an office after it, where no space parts them.
    nullif(regexp_extract(trim(part), offices.pattern, 1), '') as family,
    nullif(regexp_extract(trim(part), offices.pattern, 2), '') as office,
from opened
cross join offices
where part <> ''
