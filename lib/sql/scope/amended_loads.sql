-- one row per file, or sheet of a workbook, with what a correction joined counted as loaded
with

joined as (
    select
        file,
        count(*) as joined,
    from joined_rows
    group by file
)

select
    l.* replace (
        l.rows_loaded + coalesce(j.joined, 0) as rows_loaded,
        l.rows_set_aside - coalesce(j.joined, 0) as rows_set_aside
    ),
from core.loads as l
left join joined as j on l.table_name = 'interactions' and l.file = j.file
