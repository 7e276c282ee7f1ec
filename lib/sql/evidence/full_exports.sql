-- one row per source, table and day of an export that held most of what the one before it held
with

days as (
    select
        source,
        table_name,
        exported_on,
        count(*) as records,
        lag(exported_on) over (partition by source, table_name order by exported_on)
            as exported_before_on,
    from record_days
    group by source, table_name, exported_on
),

kept as (
    select
        days.source,
        days.table_name,
        days.exported_on,
        count(*) as before,
        count(later.record_id) as still,
        max(earlier.occurred_on) filter (where later.record_id is null) as left_out_until,
        min(later.occurred_on) as held_from,
    from days
    inner join record_days as earlier
        on
            days.source = earlier.source
            and days.table_name = earlier.table_name
            and days.exported_before_on = earlier.exported_on
    left join record_days as later
        on
            days.source = later.source
            and days.table_name = later.table_name
            and days.exported_on = later.exported_on
            and earlier.record_id = later.record_id
    group by days.source, days.table_name, days.exported_on
)

-- An export of what is new holds little of what was there: nothing is gone for not being in it.
-- Nor where all that is left out is older than all that is held: each holds the last few weeks.
select
    source,
    table_name,
    exported_on,
from kept
where
    still >= 0.5 * before
    and not (before - still > 1 and coalesce(left_out_until < held_from, false))
