-- one row per file, or sheet of a workbook: what became of its rows
with

used as (
    select
        'accounts' as table_name,
        file,
        row,
        false as is_unlinked,
    from source_accounts
    union all
    select
        'people' as table_name,
        file,
        row,
        false as is_unlinked,
    from source_people
    union all
    select
        'participants' as table_name,
        file,
        row,
        false as is_unlinked,
    from source_participants
    union all
    select
        'associations' as table_name,
        file,
        row,
        false as is_unlinked,
    from source_associations
    union all
    select
        'interactions' as table_name,
        file,
        row,
        false as is_unlinked,
    from source_interactions
    where account_id is not null
    union all
    select
        'contacts' as table_name,
        file,
        row,
        account_id is null as is_unlinked,
    from source_contacts
    union all
    select
        'cases' as table_name,
        file,
        row,
        account_id is null as is_unlinked,
    from source_cases
    union all
    select
        'deals' as table_name,
        file,
        row,
        account_id is null as is_unlinked,
    from source_deals
),

counted as (
    select
        table_name,
        file,
        -- A meeting with two accounts is one row of its file.
        count(distinct row) as loaded,
        count(distinct case when is_unlinked then row end) as unlinked,
    from used
    group by table_name, file
),

aside as (
    select
        file,
        count(*) as set_aside,
    from load_rejects
    group by file
),

twice as (
    select
        table_name,
        file,
        count(*) as duplicates,
    from load_duplicates
    group by table_name, file
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
