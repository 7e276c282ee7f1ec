-- one row per theme: who looks after it
select
    theme,
    min(owner) as owner,
from reference_theme_owners
group by theme
