-- one row per as-of date and person of theirs: what they look at, and when we last saw them
with

talks as (
    select
        as_of.as_of_on,
        t.account_id,
        t.contact_id,
        max(case when t.is_in_person then t.occurred_on end) as last_met_on,
        max(case when t.is_visit then t.occurred_on end) as last_visited_on,
        max(case when t.is_talk then t.occurred_on end) as last_spoken_on,
    from as_of
    inner join people_talks as t
        on as_of.as_of_on >= t.known_from and as_of.as_of_on < t.known_until
    group by as_of.as_of_on, t.account_id, t.contact_id
)

select
    k.as_of_on,
    s.account_id,
    a.name,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    k.contact_id,
    c.name as contact,
    c.email,
    case when k.as_of_on >= c.title_known_from then c.title end as title,
    case when k.as_of_on >= c.title_known_from then c.title_rank end as title_rank,
    case when k.as_of_on >= c.title_known_from then c.horizon end as horizon,
    c.is_named_only,
    t.last_met_on,
    t.last_visited_on,
    t.last_spoken_on,
    coalesce(t.last_met_on > k.as_of_on - interval '365' day, false) as is_met_365,
    coalesce(t.last_spoken_on > k.as_of_on - interval '365' day, false) as is_spoken_365,
    c.corrections,
from people_known as k
inner join contacts as c on k.contact_id = c.contact_id
inner join status_as_of as s on k.as_of_on = s.as_of_on and k.account_id = s.account_id
inner join accounts as a on s.account_id = a.account_id
left join talks as t
    on k.as_of_on = t.as_of_on and k.account_id = t.account_id and k.contact_id = t.contact_id
