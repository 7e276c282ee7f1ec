-- one row per as-of date, contact of the window or the one before, and theme raised in it
select
    windows.as_of_on,
    m.theme,
    i.account_id,
    a.name,
    s.tier,
    s.country,
    s.owner as account_owner,
    i.interaction_id,
    i.occurred_on,
    i.month,
    i.setting,
    m.phrase,
    m.excerpt,
    m.said_in,
    i.organiser,
    i.source,
    i.file,
    i.row,
    i.occurred_on > windows.opens_after as is_now,
from windows
inner join interactions as i
    on
        windows.earlier_opens_after < i.occurred_on
        and windows.as_of_on >= i.occurred_on
        and windows.as_of_on >= i.known_from
        and windows.as_of_on < i.known_until
inner join theme_mentions as m on i.interaction_id = m.interaction_id
inner join status_as_of as s on windows.as_of_on = s.as_of_on and i.account_id = s.account_id
inner join accounts as a on i.account_id = a.account_id
where
    i.outcome = 'completed'
    -- What we write is not what they tell us, nor is what we call a letter, a call or a to-do.
    and not (i.setting = 'message' and coalesce(i.direction, '-') = 'outbound')
    and (
        m.said_in = 'notes'
        or i.direction = 'inbound'
        or i.setting not in ('message', 'phone', 'unknown')
    )
