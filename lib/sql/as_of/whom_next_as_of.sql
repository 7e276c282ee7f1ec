-- one row per account that can be visited and as-of date: the points for going there, and its place
with

summed as (
    select
        p.*,
        late_points + value_points + unprompted_points + extremes_points + quiet_points
        + moment_points + unbooked_points + booked_points + declined_points as points,
        -- Neither worth nor an empty calendar is a reason to go; a wish to wait is one not to.
        late_points + unprompted_points + extremes_points + quiet_points + moment_points > 0
        and not is_asked_busy as is_to_see,
    from whom_next_points as p
)

select
    as_of_on,
    case
        when is_to_see
            then rank() over (partition by as_of_on, is_to_see order by points desc)
    end as place,
    points,
    account_id,
    name,
    tier,
    kind,
    industry,
    country,
    state,
    city,
    owner,
    status,
    value,
    currency,
    value_basis,
    house_value,
    house_currency,
    times_average,
    last_visit_on,
    days_since_visit,
    cadence_days,
    days_late,
    cadences_gone,
    began_on,
    horizon_on,
    left_on,
    last_contact_on,
    last_proactive_on,
    unprompted_until,
    contacts_crisis_365,
    contacts_commercial_365,
    trend,
    comparison,
    change,
    cases_365,
    moment,
    moment_on,
    moment_closes_on,
    is_booked,
    next_booked_on,
    is_asked_busy,
    busy_until,
    refused_on,
    is_neglected,
    is_to_see,
    late_points,
    value_points,
    unprompted_points,
    extremes_points,
    quiet_points,
    moment_points,
    unbooked_points,
    booked_points,
    declined_points,
from summed
