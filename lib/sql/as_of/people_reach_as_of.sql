-- one row per as-of date and account: who of theirs is known, and whom of them we met
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
    s.status = 'exempt' as is_exempt,
    s.house_value,
    coalesce(c.people, 0) as people,
    c.top_rank,
    coalesce(c.tops_met, 0) = 0 and c.top_rank is not null as is_top_never_met,
    coalesce(c.spoken_orders, 0) as spoken_orders,
    coalesce(c.spoken_beyond, 0) as spoken_beyond,
    coalesce(c.spoken_unknown, 0) as spoken_unknown,
    coalesce(c.future_known, 0) as future_known,
    coalesce(c.future_met_365, 0) as future_met_365,
    c.future_last_met_on,
    c.last_spoken_on,
from status_as_of as s
inner join accounts as a on s.account_id = a.account_id
left join people_counts as c on s.as_of_on = c.as_of_on and s.account_id = c.account_id
