-- one row per as-of date and visit in the window: how high those ranked who met, on both sides,
-- whatever the account was on the date
with

visits as (
    select
        i.as_of_on,
        i.interaction_id,
        i.account_id,
        i.occurred_on,
    from interactions_in_window as i
    inner join visit_settings as v on i.setting = v.setting
),

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
        visits.as_of_on,
        visits.interaction_id,
        min(people.title_rank) as best_rank,
        count(case when people.is_executive then 1 end) as executives,
        count(case when people.is_executive then null else 1 end) as others,
    from visits
    inner join interaction_people as p
        on visits.interaction_id = p.interaction_id and visits.as_of_on >= p.known_from
    left join people on p.person_id = people.person_id
    group by visits.as_of_on, visits.interaction_id
)

select
    visits.as_of_on,
    visits.interaction_id,
    visits.account_id,
    visits.occurred_on,
    theirs.best_rank as their_rank,
    ours.best_rank as our_rank,
    coalesce(ours.executives, 0) as executives,
    coalesce(ours.others, 0) as others,
from visits
left join theirs
    on visits.as_of_on = theirs.as_of_on and visits.interaction_id = theirs.interaction_id
left join ours
    on visits.as_of_on = ours.as_of_on and visits.interaction_id = ours.interaction_id
