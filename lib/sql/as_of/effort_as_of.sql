-- one row per account and as-of date: how it was seen in the year, against what its cadence asks
with

counted as (
    select
        s.*,
        coalesce(c.visits_365, 0) as visits_365,
        coalesce(c.contacts_365, 0) as contacts_365,
        coalesce(c.contacts_proactive_365, 0) as contacts_proactive_365,
        coalesce(c.contacts_crisis_365, 0) as contacts_crisis_365,
        coalesce(c.contacts_commercial_365, 0) as contacts_commercial_365,
        coalesce(c.contacts_inbound_365, 0) as contacts_inbound_365,
        coalesce(c.contacts_unclassified_365, 0) as contacts_unclassified_365,
        -- Visits the cadence asks for in the year, for as long as the account was one.
        case
            when s.status = 'exempt' then 0.0
            when s.began_on > s.as_of_on - interval '365' day
                then cast(s.as_of_on - s.began_on as integer) / cast(s.cadence_days as double)
            else 365.0 / s.cadence_days
        end as planned_365,
    from status_as_of as s
    left join account_contacts as c on s.as_of_on = c.as_of_on and s.account_id = c.account_id
)

select
    counted.*,
    -- Trouble or business every time, and nothing that might have been something else.
    contacts_crisis_365 + contacts_commercial_365 > 0
    and contacts_proactive_365 = 0
    and contacts_unclassified_365 = 0 as is_at_extremes,
from counted
