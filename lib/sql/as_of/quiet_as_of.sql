-- one row per account that can be visited and as-of date: whether it is quiet and unvisited
with

held as (
    select
        as_of.as_of_on,
        count(case when h.held = 'cases' then 1 end) > 0 as are_cases_held,
    from as_of
    left join held_as_of as h on as_of.as_of_on = h.as_of_on
    group by as_of.as_of_on
),

known as (
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
        s.value,
        s.value_currency,
        s.value_basis,
        s.house_value,
        s.house_currency,
        s.last_visit_on,
        s.cadence_days,
        s.is_booked,
        s.is_asked_busy,
        s.next_booked_on,
        s.horizon_on,
        u.last_proactive_on,
        u.last_conversation_on,
        c.last_case_on,
        t.trend,
        t.comparison,
        t.recent,
        t.expected,
        t.change,
        t.last_twelve,
        t.currency as sales_currency,
        t.last_month,
        t.last_sold_month,
        case when held.are_cases_held then coalesce(c.cases_365, 0) end as cases_365,
        -- What nobody could classify may have been of our own accord.
        coalesce(
            cast(
                s.as_of_on - greatest(
                    coalesce(u.last_proactive_on, u.last_unclassified_on),
                    coalesce(u.last_unclassified_on, u.last_proactive_on)
                ) as integer
            ) > s.cadence_days,
            true
        ) as is_unsought,
    from status_as_of as s
    inner join accounts as a on s.account_id = a.account_id
    inner join held on s.as_of_on = held.as_of_on
    inner join sales_trend_as_of as t on s.as_of_on = t.as_of_on and s.account_id = t.account_id
    left join unprompted_as_of as u on s.as_of_on = u.as_of_on and s.account_id = u.account_id
    left join case_counts as c on s.as_of_on = c.as_of_on and s.account_id = c.account_id
    where
        s.status <> 'exempt'
        -- Who has left is no quiet customer.
        and coalesce(s.kind, '') <> 'former'
        and coalesce(a.left_on > s.as_of_on, true)
)

select
    known.*,
    is_unsought and coalesce(cases_365, 0) = 0 as is_silent,
    is_unsought and coalesce(cases_365, 0) = 0 and trend in ('flat', 'falling') as is_quiet,
from known
