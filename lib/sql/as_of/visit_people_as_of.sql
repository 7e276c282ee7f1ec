-- one row per as-of date and visit in the window: how high those ranked who met, on both sides
select
    v.as_of_on,
    v.interaction_id,
    s.account_id,
    a.name,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    v.occurred_on,
    v.their_rank,
    v.our_rank,
    v.their_rank <= v.our_rank + 1 as is_peer_match,
    v.executives,
    v.others,
from visit_ranks as v
inner join status_as_of as s on v.as_of_on = s.as_of_on and v.account_id = s.account_id
inner join accounts as a on s.account_id = a.account_id
