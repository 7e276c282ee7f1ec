-- one row per source whose older activities were archived away, and since when it is whole
with

exported as (
    select
        source,
        max(exported_on) as exported_on,
    from load_files
    where status = 'loaded' and table_name = 'interactions'
    group by source
),

newest as (
    select
        i.source,
        coalesce(max(e.exported_on), max(i.recorded_on), max(i.occurred_on)) as day,
    from source_interactions as i
    left join exported as e on i.source = e.source
    where i.occurred_on <= $today
    group by i.source
),

counted as (
    select
        i.source,
        n.day - 365 as cliff_on,
        count(*) filter (where i.occurred_on between n.day - 365 and n.day) as within,
        count(*) filter (where i.occurred_on between n.day - 730 and n.day - 372) as year_before,
        count(*) filter (where i.occurred_on < n.day - 372) as ever_before,
    from source_interactions as i
    inner join newest as n on i.source = n.source
    group by i.source, n.day
)

-- Salesforce leaves activities out of an export once they are 365 days old, open ones excepted: a
-- handful of old rows must not make a year of silence look like a year that nobody visited.
select
    source,
    cast(cliff_on as date) as cliff_on,
from counted
where
    starts_with(source, 'salesforce')
    and within >= 12
    and ever_before > 0
    and year_before * 20 < within
