-- one row per reading of a completed contact and theme that they raised in it
select
    m.theme,
    m.said_in,
    i.account_id,
    i.interaction_id,
    i.occurred_on,
    i.known_from,
    i.known_until,
    i.month,
from theme_mentions as m
inner join interactions as i on m.interaction_id = i.interaction_id
where
    i.outcome = 'completed'
    -- What we write is not what they tell us, nor is what we call a letter, a call or a to-do.
    and not (i.setting = 'message' and coalesce(i.direction, '-') = 'outbound')
    and (
        m.said_in = 'notes'
        or i.direction = 'inbound'
        or i.setting not in ('message', 'phone', 'unknown')
    )
