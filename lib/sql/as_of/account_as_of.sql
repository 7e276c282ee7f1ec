-- one row per account and as-of date: everything a page says of it
with

counted as (
    select
        s.*,
        k.last_in_person_on,
        k.last_contact_on,
        k.last_proactive_on,
        cast(s.as_of_on - k.last_proactive_on as integer) as days_since_proactive,
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
    left join account_clocks as k on s.as_of_on = k.as_of_on and s.account_id = k.account_id
    left join account_contacts as c on s.as_of_on = c.as_of_on and s.account_id = c.account_id
)

select
    as_of_on,
    account_id,
    name,
    kind,
    industry,
    tier,
    tier_basis,
    value,
    value_basis,
    value_currency as currency,
    status,
    last_visit_on,
    days_since_visit,
    cadence_days,
    last_in_person_on,
    last_contact_on,
    last_proactive_on,
    days_since_proactive,
    next_booked_on,
    is_booked,
    is_asked_busy,
    is_neglected,
    visits_365,
    contacts_365,
    contacts_proactive_365,
    contacts_crisis_365,
    contacts_commercial_365,
    contacts_inbound_365,
    contacts_unclassified_365,
    -- Trouble or business every time, and nothing that might have been something else.
    contacts_crisis_365 + contacts_commercial_365 > 0
    and contacts_proactive_365 = 0
    and contacts_unclassified_365 = 0 as is_at_extremes,
    planned_365,
    street,
    city,
    state,
    state_code,
    country,
    country_code,
    latitude,
    longitude,
    location_basis,
    location_note,
    owner_id,
    owner,
    exempt_reason,
    began_on,
    horizon_on,
    parent_account_id,
from counted
