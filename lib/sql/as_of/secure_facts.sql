-- one row per customer that declined nothing lately and as-of date: what makes it a secure one
with

-- Whoever still waits for what we promised is not the one to begin with.
promised as (
    select distinct
        as_of_on,
        account_id,
    from commitments_as_of
    where state = 'late'
),

-- A customer since it is said to be, else since it first bought, else since it is in the records.
begun as (
    select
        s.as_of_on,
        s.account_id,
        coalesce(a.customer_since, p.day, s.began_on) as began_on,
    from status_as_of as s
    inner join accounts as a on s.account_id = a.account_id
    left join purchases_as_of as p on s.as_of_on = p.as_of_on and s.account_id = p.account_id
)

select
    q.*,
    s.began_on,
    d.nearest,
    d.people_there,
    d.is_our_address,
    d.km,
    w.contacts,
    w.met_name,
    w.met_title,
    w.met_on,
    n.cases_open,
    q.cases_365 is not null as are_cases_held,
    coalesce(s.began_on <= s.as_of_on - interval '2' year, false) as is_tenured,
    coalesce(n.cases_open, 0) = 0 as has_no_open_case,
    q.trend in ('flat', 'rising') as is_steady,
    coalesce(d.km <= r.near_km, false) as is_near,
    -- Spoken with in two years, and somebody there has a name.
    coalesce(
        w.met_on is not null or q.last_conversation_on > q.as_of_on - interval '730' day, false
    )
    and coalesce(w.contacts > 0, false) as has_contact,
from quiet_as_of as q
inner join begun as s on q.as_of_on = s.as_of_on and q.account_id = s.account_id
inner join distances_as_of as d on q.as_of_on = d.as_of_on and q.account_id = d.account_id
inner join rules_as_of as r on q.as_of_on = r.as_of_on
left join willing_contacts as w on q.as_of_on = w.as_of_on and q.account_id = w.account_id
left join case_counts as n on q.as_of_on = n.as_of_on and q.account_id = n.account_id
left join refused_lately as f on q.as_of_on = f.as_of_on and q.account_id = f.account_id
left join promised as l on q.as_of_on = l.as_of_on and q.account_id = l.account_id
where
    f.account_id is null
    and l.account_id is null
    and not q.is_asked_busy
    -- Whoever has not bought yet is no secure account.
    and coalesce(q.kind, '') <> 'prospect'
