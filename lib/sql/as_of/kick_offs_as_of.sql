-- one row per as-of date, account and kick-off or go-live known on it, past or planned
with

said as (
    select
        as_of.as_of_on,
        i.account_id,
        i.occurred_on as day,
        w.word,
        'a contact' as source,
    from as_of
    inner join interactions as i
        on as_of.as_of_on >= i.known_from and as_of.as_of_on < i.known_until
    inner join moment_words as w
        on
            w.record_kind = 'interaction'
            and w.moment = 'kick_off'
            and i.interaction_id = w.record_id
    where i.outcome in ('completed', 'planned') and i.setting not in ('message', 'unknown')
    union all
    select
        as_of.as_of_on,
        d.account_id,
        d.closes_on as day,
        w.word,
        'the name of a deal' as source,
    from as_of
    inner join deals as d on as_of.as_of_on >= d.known_from
    inner join moment_words as w
        on w.record_kind = 'deal' and w.moment = 'kick_off' and d.deal_id = w.record_id
    where d.closes_on is not null and (d.is_won or not coalesce(d.is_closed, false))
    union all
    select
        as_of.as_of_on,
        c.account_id,
        c.opened_on as day,
        w.word,
        'the name of a case' as source,
    from as_of
    inner join cases as c on as_of.as_of_on >= c.known_from and as_of.as_of_on >= c.opened_on
    inner join moment_words as w
        on w.record_kind = 'case' and w.moment = 'kick_off' and c.case_id = w.record_id
),

-- What follows another within the window is the same one still.
spaced as (
    select
        said.*,
        lag(day) over (partition by as_of_on, account_id order by day asc, source asc, word asc)
            as day_before,
    from said
)

select
    s.as_of_on,
    s.account_id,
    s.day,
    '"' || s.word || '" in ' || s.source as evidence,
from spaced as s
inner join moment_rules as r on s.as_of_on = r.as_of_on
where s.day_before is null or s.day - r.kick_after > s.day_before
