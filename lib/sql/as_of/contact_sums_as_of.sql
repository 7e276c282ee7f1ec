-- one row per as-of date, account and purpose: completed contacts in the window, and what it is
select
    p.as_of_on,
    p.account_id,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    p.purpose,
    p.contacts,
    p.visits,
from contact_purposes as p
inner join status_as_of as s on p.as_of_on = s.as_of_on and p.account_id = s.account_id
