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
        || '|总|總)(様|さん)?$' as after_name,
        -- "王伟 采购经理", "Anna Berg CFO", "CFO Anna Berg"
        '^(\p{Han}{2,5}) +(\S.*)$' as beside_name,
        '^(\p{Lu}[\pL''-]+(?: (?:van|von|de|der|den|del|di|da|la))*(?: \p{Lu}[\pL''-]+){1,2}),? '
        || '(\p{Lu}{2,4}|VP [\pL &]+)$' as before_letters,
        '^((?:Group |Interim )?(?:C[A-Z]{1,3}O|PDG|DG|DAF|GF|MD|VD|VP|GM)) '
        || '(\p{Lu}[\pL''-]+(?: (?:van|von|de|der|den|del|di|da|la))*(?: \p{Lu}[\pL''-]+){1,2})$'
            as after_letters,
),

opened as (
    select
        cell,
        piece,
        place,
        case when place > 1 then left(part, 1) else ';' end as joined_by,
        -- "..., and Tom Roe"
        regexp_replace(
            trim(case when place > 1 then substr(part, 2) else part end),
            '^(and|und|et|og|och|oraz|&) ', ''
        ) as part,
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
    -- A name with an office beside it, where nothing but a space parts them.
    coalesce(
        nullif(regexp_extract(trim(part), after_name, 1), ''),
        nullif(regexp_extract(trim(part), beside_name, 1), ''),
        nullif(regexp_extract(trim(part), before_letters, 1), ''),
        nullif(regexp_extract(trim(part), after_letters, 2), '')
    ) as family,
    coalesce(
        nullif(regexp_extract(trim(part), after_name, 2), ''),
        nullif(regexp_extract(trim(part), beside_name, 2), ''),
        nullif(regexp_extract(trim(part), before_letters, 2), ''),
        nullif(regexp_extract(trim(part), after_letters, 1), '')
    ) as office,
from opened
cross join offices
where part <> ''
