-- one row per as-of date and account whose export claims a last activity that its rows do not show
select
    e.as_of_on,
    e.account_id,
    a.name,
    a.last_activity_on as claimed_on,
    k.last_contact_on,
    case
        when k.last_contact_on is null then 'no contact is in the exports'
        when a.last_activity_on > k.last_contact_on then 'later than any contact in the exports'
        else 'earlier than the last contact in the exports'
    end as disagreement,
from status_as_of as e
inner join accounts as a on e.account_id = a.account_id
left join account_clocks as k on e.as_of_on = k.as_of_on and e.account_id = k.account_id
where
    a.last_activity_on <= e.as_of_on
    and (k.last_contact_on is null or a.last_activity_on <> k.last_contact_on)
