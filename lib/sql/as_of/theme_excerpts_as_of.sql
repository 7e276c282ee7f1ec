-- one row per as-of date, theme and contact of the window in which a customer raised it
with

-- Each account's last word first, then what it said before; what was noted says more than a title.
ranked as (
    select
        m.*,
        row_number() over (
            partition by m.as_of_on, m.theme, m.account_id
            order by
                case when m.said_in = 'notes' then 0 else 1 end,
                m.occurred_on desc,
                m.interaction_id asc
        ) as turn,
    from theme_mentions_as_of as m
    where m.is_now
),

-- Placed before what was said is looked up: of tens of thousands, mostly a few are asked for.
placed as (
    select
        r.*,
        row_number() over (
            partition by r.as_of_on, r.theme
            order by
                r.turn asc,
                case when r.said_in = 'notes' then 0 else 1 end,
                r.occurred_on desc, r.account_id asc, r.interaction_id asc
        ) as place,
    from ranked as r
)

select
    r.as_of_on,
    r.theme,
    r.place,
    r.account_id,
    a.name,
    r.occurred_on,
    m.excerpt,
    m.phrase,
    r.said_in,
    i.organiser,
    r.interaction_id,
    i.file,
    i.row,
from placed as r
inner join theme_mentions as m on r.interaction_id = m.interaction_id and r.theme = m.theme
inner join interactions as i
    on
        r.interaction_id = i.interaction_id
        and r.as_of_on >= i.known_from
        and r.as_of_on < i.known_until
inner join accounts as a on r.account_id = a.account_id
