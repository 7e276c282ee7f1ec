-- one row per as-of date and person who ranks highest of those known at their account
select
    p.as_of_on,
    p.account_id,
    p.name,
    p.tier,
    r.house_value,
    p.status,
    p.contact_id,
    p.contact,
    p.title,
    p.title_rank,
    p.horizon,
    p.last_met_on,
    p.last_spoken_on,
    p.owner,
    r.is_top_never_met and not r.is_exempt as is_top_never_met,
from person_as_of as p
inner join people_reach_as_of as r
    on p.as_of_on = r.as_of_on and p.account_id = r.account_id and p.title_rank = r.top_rank
