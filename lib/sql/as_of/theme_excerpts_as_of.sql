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
)

select
    as_of_on,
    theme,
    row_number() over (
        partition by as_of_on, theme
        order by
            turn asc,
            case when said_in = 'notes' then 0 else 1 end,
            occurred_on desc, account_id asc, interaction_id asc
    ) as place,
    account_id,
    name,
    occurred_on,
    excerpt,
    phrase,
    said_in,
    organiser,
    interaction_id,
    file,
    row,
from ranked
