-- one row per as-of date and theme that customers raised in the window or the one before
with

history as (
    select
        as_of.as_of_on,
        min(horizons.horizon_on) as horizon_on,
    from as_of
    inner join horizons on as_of.as_of_on >= horizons.known_from
    group by as_of.as_of_on
),

counted as (
    select
        as_of_on,
        theme,
        count(case when contacts > 0 then 1 end) as accounts,
        count(case when contacts_before > 0 then 1 end) as accounts_before,
        cast(sum(contacts) as bigint) as contacts,
        min(first_on) as first_on,
        max(last_on) as last_on,
    from themes_told
    group by as_of_on, theme
)

select
    c.as_of_on,
    c.theme,
    c.accounts,
    -- Of a time before the exports begin, nobody can say that there was none.
    case when h.horizon_on <= windows.opens_after then c.accounts_before end as accounts_before,
    c.accounts >= r.theme_accounts as is_to_act,
    cast(r.theme_accounts as integer) as acts_at,
    o.owner,
    c.contacts,
    c.first_on,
    c.last_on,
    coalesce(h.horizon_on <= windows.earlier_opens_after, false) as is_before_whole,
from counted as c
inner join windows on c.as_of_on = windows.as_of_on
inner join rules_as_of as r on c.as_of_on = r.as_of_on
left join history as h on c.as_of_on = h.as_of_on
left join theme_owners as o on c.theme = o.theme
