-- one row per as-of date and account with sales: its busy months, and the month to visit it in
with

neighbours as (
    select
        s.*,
        coalesce(p.is_busy, false) as is_busy_before,
        cast(extract(month from s.as_of_on) as integer) as month_now,
        cast(extract(year from s.as_of_on) as integer) as year_now,
    from sales_shapes as s
    left join sales_shapes as p
        on
            s.as_of_on = p.as_of_on
            and s.account_id = p.account_id
            and p.month = case when s.month = 1 then 12 else s.month - 1 end
),

-- From now on, how many months until the one before the next busy season.
waits as (
    select
        as_of_on,
        account_id,
        max(currency) as max_currency,
        max(month_now) as month_now,
        max(year_now) as year_now,
        max(case when is_known then 1 else 0 end) as is_known,
        sum(case when is_busy then share_of_year else 0 end) as busy_share,
        min(
            case
                when is_busy and not is_busy_before then (month - 1 - month_now + 12) % 12
            end
        ) as wait,
        trim(
            max(case when is_busy and month = 1 then 'Jan ' else '' end)
            || max(case when is_busy and month = 2 then 'Feb ' else '' end)
            || max(case when is_busy and month = 3 then 'Mar ' else '' end)
            || max(case when is_busy and month = 4 then 'Apr ' else '' end)
            || max(case when is_busy and month = 5 then 'May ' else '' end)
            || max(case when is_busy and month = 6 then 'Jun ' else '' end)
            || max(case when is_busy and month = 7 then 'Jul ' else '' end)
            || max(case when is_busy and month = 8 then 'Aug ' else '' end)
            || max(case when is_busy and month = 9 then 'Sep ' else '' end)
            || max(case when is_busy and month = 10 then 'Oct ' else '' end)
            || max(case when is_busy and month = 11 then 'Nov ' else '' end)
            || max(case when is_busy and month = 12 then 'Dec ' else '' end)
        ) as busy_months,
    from neighbours
    group by as_of_on, account_id
)

select
    as_of_on,
    account_id,
    is_known = 1 as is_known,
    case when busy_months <> '' then busy_months end as busy_months,
    case when busy_months <> '' then busy_share end as busy_share,
    max_currency as currency,
    (month_now - 1 + wait) % 12 + 1 as visit_month,
    case when wait is not null then year_now + case when month_now + wait > 12 then 1 else 0 end end
        as visit_year,
    case
        when is_known = 0 then 'too short a history to tell a season'
        when busy_months = '' then 'no busy season: any month is as good as another'
        else
            'busy in ' || replace(busy_months, ' ', ', ') || ', which bring '
            || cast(cast(round(100 * busy_share) as integer) as varchar)
            || ' % of a year; the month before it begins, there is time'
    end as reason,
from waits
