-- one row per as-of date, account and turning point known on it, with the window to talk in
with

bases as (
    select
        s.as_of_on,
        s.account_id,
        coalesce(a.customer_since, p.day) as day,
        a.customer_since is not null as is_stated,
    from status_as_of as s
    inner join accounts as a on s.account_id = a.account_id
    left join purchases_as_of as p
        on s.as_of_on = p.as_of_on and s.account_id = p.account_id and p.is_first
),

days as (
    select
        p.as_of_on,
        p.account_id,
        'first_purchase' as moment,
        p.day as moment_on,
        p.day as opens_on,
        cast(p.day + r.purchase_after as date) as closes_on,
        p.evidence,
    from purchases_as_of as p
    inner join moment_rules as r on p.as_of_on = r.as_of_on
    where p.is_first
    union all
    select
        b.as_of_on,
        b.account_id,
        'first_year' as moment,
        cast(b.day + interval '1' year as date) as moment_on,
        cast(cast(b.day + interval '1' year as date) - r.year_before as date) as opens_on,
        cast(cast(b.day + interval '1' year as date) + r.year_after as date) as closes_on,
        case when b.is_stated then 'a customer since ' else 'first bought ' end
        || cast(b.day as varchar) as evidence,
    from bases as b
    inner join moment_rules as r on b.as_of_on = r.as_of_on
    where b.day is not null
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
        else l.day
    end as opens_on,
    cast(l.day + r.leaving_after as date) as closes_on,
    l.evidence,
from leavings_as_of as l
inner join moment_rules as r on l.as_of_on = r.as_of_on
