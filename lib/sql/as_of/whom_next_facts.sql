-- one row per account that can be visited and as-of date: what speaks for going there, and against
with

known as (
    select
        a.*,
        -- Who has left is asked why, and nothing else.
        coalesce(a.kind, '') = 'former' or coalesce(a.left_on <= a.as_of_on, false) as has_left,
        v.average_value,
        -- What nobody could classify may have been of our own accord.
        greatest(
            coalesce(u.last_proactive_on, u.last_unclassified_on),
            coalesce(u.last_unclassified_on, u.last_proactive_on)
        ) as unprompted_until,
        q.trend,
        q.comparison,
        q.change,
        q.cases_365,
        coalesce(q.is_quiet, false) as is_quiet,
        m.moment,
        m.moment_on,
        m.closes_on as moment_closes_on,
        coalesce(m.points, 0) as moment_points,
        -- Once they have met us, what was put off before is settled.
        case when met.last_met_on is null or r.refused_on > met.last_met_on then r.refused_on end
            as refused_on,
    from account_as_of as a
    left join average_values as v
        on a.as_of_on = v.as_of_on and coalesce(a.currency, '') = v.currency
    left join unprompted_as_of as u on a.as_of_on = u.as_of_on and a.account_id = u.account_id
    left join quiet_as_of as q on a.as_of_on = q.as_of_on and a.account_id = q.account_id
    left join open_moments as m on a.as_of_on = m.as_of_on and a.account_id = m.account_id
    left join refused_lately as r on a.as_of_on = r.as_of_on and a.account_id = r.account_id
    left join last_met as met on a.as_of_on = met.as_of_on and a.account_id = met.account_id
    where a.status <> 'exempt'
)

select
    known.*,
    case
        when status in ('overdue', 'lapsed') then days_since_visit - cadence_days
    end as days_late,
    case
        when status in ('overdue', 'lapsed') then days_since_visit / cast(cadence_days as double)
        when status = 'never'
            then cast(as_of_on - began_on as integer) / cast(cadence_days as double)
    end as cadences_gone,
    case when value > 0 then value / average_value end as times_average,
    -- Without a conversation, since the account began, as far as the records reach back.
    coalesce(
        cast(
            as_of_on - coalesce(
                unprompted_until,
                case when began_on > horizon_on then began_on else horizon_on end
            ) as integer
        ) > cadence_days,
        false
    ) as is_unprompted,
from known
where not has_left or moment = 'leaving'
