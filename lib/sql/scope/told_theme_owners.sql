-- one row per theme, with the owner that a person gave it
with

told as (
    select
        unnest(cast($owned_themes as varchar[])) as theme,
        unnest(cast($themes_owners as varchar[])) as owner,
)

select
    o.theme,
    -- Empty is said too: nobody's.
    case when t.theme is null then o.owner else nullif(t.owner, '') end as owner,
from core.theme_owners as o
left join told as t on o.theme = t.theme
