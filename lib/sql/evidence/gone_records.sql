-- one row per record that a newer full export does not hold any more, and since when
with

last_seen as (
    select
        source,
        table_name,
        record_id,
        max(exported_on) as last_on,
    from record_days
    group by source, table_name, record_id
)

select
    l.source,
    l.table_name,
    l.record_id,
    min(f.exported_on) as gone_on,
from last_seen as l
inner join full_exports as f
    on l.source = f.source and l.table_name = f.table_name and l.last_on < f.exported_on
group by l.source, l.table_name, l.record_id
