-- one row per day that a row of an export bears, and its source
select
    source,
    recorded_on as day,
from source_interactions
union all
select
    source,
    cast(modified_at as date) as day,
from source_interactions
union all
-- A contact that bears no stamp was known on its own day; so was one that is said to be done,
-- where only its making is stamped.
select
    i.source,
    i.occurred_on as day,
from source_interactions as i
left join stated_values as o on o.stated_column = 'outcome' and i.outcome = o.value
where
    i.modified_at is null
    and (
        (i.recorded_on is null and coalesce(o.meaning, 'completed') <> 'planned')
        or o.meaning = 'completed'
    )
union all
select
    source,
    greatest(recorded_on, cast(modified_at as date)) as day,
from source_accounts
union all
select
    source,
    greatest(recorded_on, cast(modified_at as date)) as day,
from source_contacts
union all
select
    source,
    greatest(recorded_on, cast(modified_at as date)) as day,
from source_cases
union all
select
    source,
    greatest(recorded_on, cast(modified_at as date)) as day,
from source_deals
union all
-- Of a month of sales nobody can tell on which day of it the list was made.
select
    source,
    cast(
        case when kind = 'month' then date_trunc('month', invoiced_on) else invoiced_on end as date
    ) as day,
from source_invoices
where amount <> 0
