-- one row per as-of date and account that has gone silent after a long relationship
with

last_heard as (
    select
        as_of.as_of_on,
        c.account_id,
        max(c.last_on) as last_on,
    from as_of
    inner join contact_spells as c
        on as_of.as_of_on >= c.known_from and as_of.as_of_on < c.known_until
    -- A to-do that was ticked off is no contact of theirs.
    where c.setting <> 'unknown'
    group by as_of.as_of_on, c.account_id
),

-- Few are silent: only of those every contact is looked at.
silent as (
    select
        l.as_of_on,
        l.account_id,
        l.last_on,
    from last_heard as l
    inner join moment_rules as r on l.as_of_on = r.as_of_on
    where cast(l.as_of_on - l.last_on as integer) >= r.silent_days
),

heard as (
    select
        s.as_of_on,
        s.account_id,
        s.last_on,
        min(case when d.setting not in ('message', 'unknown') then d.day end) as first_on,
        sum(case when d.setting not in ('message', 'unknown') then d.interactions else 0 end)
            as conversations,
    from silent as s
    inner join contact_days as d
        on
            s.account_id = d.account_id
            and s.as_of_on >= d.day
            and s.as_of_on >= d.known_from
            and s.as_of_on < d.known_until
    group by s.as_of_on, s.account_id, s.last_on
)

select
    h.as_of_on,
    h.account_id,
    -- The relationship is at least as old as its first conversation.
    case when a.began_on < h.first_on then a.began_on else h.first_on end as began_on,
    h.last_on as last_contact_on,
    cast(h.as_of_on - h.last_on as integer) as days_silent,
    h.conversations,
from heard as h
inner join moment_rules as r on h.as_of_on = r.as_of_on
inner join accounts as a on h.account_id = a.account_id
left join leavings_as_of as l on h.as_of_on = l.as_of_on and h.account_id = l.account_id
where
    h.conversations >= r.long_conversations
    and h.last_on - r.long_days
    >= case when a.began_on < h.first_on then a.began_on else h.first_on end
    -- Who has left is no riddle.
    and l.account_id is null
