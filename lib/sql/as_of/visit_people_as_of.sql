-- one row per as-of date and visit in the window: how high those ranked who met, on both sides
with

theirs as (
    select
        windows.as_of_on,
        t.interaction_id,
        min(case when windows.as_of_on >= t.title_known_from then t.title_rank end) as best_rank,
    from windows
    inner join people_talks as t
        on
            t.is_visit
            and windows.opens_after < t.occurred_on
            and windows.as_of_on >= t.known_from
            and windows.as_of_on < t.known_until
    group by windows.as_of_on, t.interaction_id
),

ours as (
    select
        as_of.as_of_on,
        p.interaction_id,
        min(people.title_rank) as best_rank,
        count(case when people.is_executive then 1 end) as executives,
        count(case when people.is_executive then null else 1 end) as others,
    from as_of
    inner join interaction_people as p on as_of.as_of_on >= p.known_from
    left join people on p.person_id = people.person_id
    group by as_of.as_of_on, p.interaction_id
)

select
    windows.as_of_on,
    i.interaction_id,
    s.account_id,
    a.name,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    i.occurred_on,
    theirs.best_rank as their_rank,
    ours.best_rank as our_rank,
    theirs.best_rank <= ours.best_rank + 1 as is_peer_match,
    coalesce(ours.executives, 0) as executives,
    coalesce(ours.others, 0) as others,
from windows
inner join interactions as i
    on
        windows.opens_after < i.occurred_on
        and windows.as_of_on >= i.occurred_on
        and windows.as_of_on >= i.known_from
        and windows.as_of_on < i.known_until
        and i.outcome = 'completed'
inner join visit_settings as v on i.setting = v.setting
inner join status_as_of as s on windows.as_of_on = s.as_of_on and i.account_id = s.account_id
inner join accounts as a on s.account_id = a.account_id
left join theirs
    on windows.as_of_on = theirs.as_of_on and i.interaction_id = theirs.interaction_id
left join ours on windows.as_of_on = ours.as_of_on and i.interaction_id = ours.interaction_id
