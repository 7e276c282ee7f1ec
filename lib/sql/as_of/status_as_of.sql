-- one row per account and as-of date: when it was last visited, and what that makes it
with

history as (
    select
        as_of.as_of_on,
        min(horizons.horizon_on) as horizon_on,
    from as_of
    inner join horizons on as_of.as_of_on >= horizons.known_from
    group by as_of.as_of_on
),

clocks as (
    select
        t.as_of_on,
        a.account_id,
        a.country,
        a.state,
        a.industry,
        coalesce(o.owner, a.owner) as owner,
        a.kind,
        a.began_on,
        t.tier,
        t.tier_basis,
        t.value,
        t.value_basis,
        t.currency as value_currency,
        t.house_value,
        t.house_currency,
        t.deals_apart,
        l.last_visit_on,
        cast(t.as_of_on - l.last_visit_on as integer) as days_since_visit,
        cast(t.as_of_on - l.last_unplaced_on as integer) as days_since_unplaced,
        coalesce(own.cadence_days, other.cadence_days) as cadence_days,
        b.next_booked_on,
        q.account_id is not null as is_asked_busy,
        q.busy_until,
        history.horizon_on,
        r.due_share,
        r.lapse_factor,
        a.exempt_reason is not null and a.exempt_from <= t.as_of_on as is_exempt,
        b.account_id is not null as is_booked,
    from account_tiers as t
    inner join accounts as a on t.account_id = a.account_id
    inner join rules_as_of as r on t.as_of_on = r.as_of_on
    left join cadences_as_of as own on t.as_of_on = own.as_of_on and t.tier = own.tier
    left join cadences_as_of as other on t.as_of_on = other.as_of_on and other.tier = '*'
    left join last_visits as l on t.as_of_on = l.as_of_on and t.account_id = l.account_id
    left join bookings as b on t.as_of_on = b.as_of_on and t.account_id = b.account_id
    left join asked_busy as q on t.as_of_on = q.as_of_on and t.account_id = q.account_id
    left join history on t.as_of_on = history.as_of_on
    left join account_history as o
        on
            t.account_id = o.account_id
            and t.as_of_on >= o.valid_from
            and t.as_of_on < o.valid_until
),

judged as (
    select
        clocks.*,
        case
            when is_exempt then 'exempt'
            when days_since_visit <= due_share * cadence_days then 'on_track'
            when days_since_visit <= cadence_days then 'due'
            when days_since_unplaced <= cadence_days then 'unconfirmed'
            when days_since_visit <= lapse_factor * cadence_days then 'overdue'
            when days_since_visit > lapse_factor * cadence_days then 'lapsed'
            when began_on >= horizon_on then 'never'
            else 'unknown'
        end as status,
    from clocks
)

select
    judged.*,
    status in ('overdue', 'lapsed', 'never', 'unknown')
    and not is_booked and not is_asked_busy as is_neglected,
from judged
