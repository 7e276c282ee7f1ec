-- one row per file, or sheet of a workbook: what became of its rows
with counted as (
    select
        table_name,
        file,
        count(*) as loaded,
        count(*) filter (where is_unlinked) as unlinked,
    from used_rows
    group by table_name, file
),

aside as (
    select
        file,
        count(*) as set_aside,
    from load_rejects
    group by file
),

u as (
    select distinct
        file,
        row,
    from used_rows
    where table_name = 'invoices'
),

twice as (
    select
        d.table_name,
        d.file,
        count(case when d.table_name <> 'invoices' then 1 end)
        -- A sheet's row of which a newer sheet holds some months, not all, is used for the others.
        + count(distinct case when d.table_name = 'invoices' and u.row is null then d.row end)
            as duplicates,
    from load_duplicates as d
    left join u on d.table_name = 'invoices' and d.file = u.file and d.row = u.row
    group by d.table_name, d.file
)

select
    f.file,
    f.source,
    f.table_name,
    f.status,
    f.rows_read,
    coalesce(counted.loaded, 0) as rows_loaded,
    coalesce(aside.set_aside, 0) as rows_set_aside,
    coalesce(twice.duplicates, 0) as rows_duplicate,
    coalesce(counted.unlinked, 0) as rows_unlinked,
    f.rows_blank,
    f.encoding,
    f.delimiter,
    f.method,
    f.reason,
    f.notes,
    f.exported_on,
from load_files as f
left join counted on f.table_name = counted.table_name and f.file = counted.file
left join aside on f.file = aside.file
left join twice on f.table_name = twice.table_name and f.file = twice.file
