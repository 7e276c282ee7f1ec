-- one row per account and as-of date: what we took and gave there, and what it told us
with

heard as (
    select
        as_of_on,
        account_id,
        count(*) as themes_heard,
    from themes_told
    where contacts > 0
    group by as_of_on, account_id
)

select
    s.as_of_on,
    s.account_id,
    a.name,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    coalesce(v.visits, 0) as visits,
    coalesce(v.visits_noted, 0) as visits_noted,
    coalesce(g.visits_with_tour, 0) as visits_with_tour,
    coalesce(g.visits_with_gift, 0) as visits_with_gift,
    case
        when g.last_tour_on is not null then 'taken'
        when g.tour_refused_on >= coalesce(g.tour_asked_on, g.tour_refused_on) then 'not_feasible'
        when g.tour_asked_on is not null then 'asked'
        else 'never_asked'
    end as tour,
    coalesce(g.last_tour_on, greatest(g.tour_asked_on, g.tour_refused_on)) as tour_on,
    coalesce(g.offered_by_us, 0) as offered_by_us,
    coalesce(g.made_by_us, 0) as made_by_us,
    coalesce(g.offered_by_them, 0) as offered_by_them,
    coalesce(g.made_by_them, 0) as made_by_them,
    greatest(coalesce(g.ever_offered_by_us, 0) - coalesce(g.ever_made_by_us, 0), 0)
        as open_by_us,
    greatest(coalesce(g.ever_offered_by_them, 0) - coalesce(g.ever_made_by_them, 0), 0)
        as open_by_them,
    g.last_given_on,
    coalesce(h.themes_heard, 0) as themes_heard,
from status_as_of as s
inner join accounts as a on s.account_id = a.account_id
left join visits_noted as v on s.as_of_on = v.as_of_on and s.account_id = v.account_id
left join account_sign_counts as g on s.as_of_on = g.as_of_on and s.account_id = g.account_id
left join heard as h on s.as_of_on = h.as_of_on and s.account_id = h.account_id
