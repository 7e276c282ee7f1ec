-- one row per as-of date, account and turning point known on it, with the window to talk in
with

days as (
    select
        f.as_of_on,
        f.account_id,
        f.moment,
        f.moment_on,
        f.opens_on,
        f.closes_on,
        f.evidence,
    from firsts_as_of as f
    union all
    select
        k.as_of_on,
        k.account_id,
        'kick_off' as moment,
        k.day as moment_on,
        cast(k.day - r.kick_before as date) as opens_on,
        cast(k.day + r.kick_after as date) as closes_on,
        k.evidence,
    from kick_offs_as_of as k
    inner join moment_rules as r on k.as_of_on = r.as_of_on
    union all
    select
        n.as_of_on,
        n.account_id,
        'renewal' as moment,
        n.day as moment_on,
        cast(n.day - r.renewal_before as date) as opens_on,
        n.day as closes_on,
        n.evidence,
    from renewals_as_of as n
    inner join moment_rules as r on n.as_of_on = r.as_of_on
)

select
    d.as_of_on,
    d.account_id,
    d.moment,
    d.moment_on,
    d.opens_on,
    d.closes_on,
    d.evidence,
from days as d
left join leavings_as_of as l on d.as_of_on = l.as_of_on and d.account_id = l.account_id
-- Who has gone reaches no first year and renews nothing.
where
    d.opens_on <= d.as_of_on
    and (l.day is null or d.moment_on < l.day or d.moment not in ('first_year', 'renewal'))
    and (not coalesce(l.has_left, false) or d.moment_on < l.day or d.moment <> 'kick_off')
union all
select
    l.as_of_on,
    l.account_id,
    'leaving' as moment,
    l.day as moment_on,
    -- From the day they said so.
    case
        when l.first_sign_on < l.day and l.first_sign_on > l.day - 365 then l.first_sign_on
        when not coalesce(l.has_left, true) then cast(l.day - r.leaving_before as date)
        else l.day
    end as opens_on,
    cast(l.day + r.leaving_after as date) as closes_on,
    l.evidence,
from leavings_as_of as l
inner join moment_rules as r on l.as_of_on = r.as_of_on
