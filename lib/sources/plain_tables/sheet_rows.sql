-- one row per customer and month of a sheet of sales, or per customer it can tell nothing of
with

cells as (
    select
        source_file,
        source_row,
        split_part(cell, chr(30), 1) as month,
        split_part(cell, chr(30), 2) as text,
    from (
        select
            source_file,
            source_row,
            unnest(string_split(months, chr(31))) as cell,
        from raw_sales_sheet
        where months <> ''
    ) as split
    where split_part(cell, chr(30), 2) not in ('-', '--', '–', 'n/a', 'N/A', '#N/A')
),

files as (
    select
        source_file,
        bool_or(has_dotted_cents(text)) as has_cents,
    from cells
    group by source_file
),

-- Months without a year are of the sheet's year: its column, or the one year its name holds.
dated as (
    select
        s.source_file,
        s.source_row,
        as_id(s.account_id) as sound_id,
        s.account_id,
        s.account_name,
        s.currency,
        coalesce(says_sum(coalesce(s.account_name, s.account_id)), false) as is_total,
        c.text,
        case
            when starts_with(c.month, '-')
                then
                    coalesce(
                        regexp_extract(s.year, '^(\d{4})', 1),
                        case
                            when
                                len(list_distinct(regexp_extract_all(
                                    regexp_extract(s.source_file, '[^/]+$'), '20[0-9]{2}'
                                ))) = 1
                                then regexp_extract(
                                    regexp_extract(s.source_file, '[^/]+$'), '20[0-9]{2}'
                                )
                        end
                    ) || c.month
            else c.month
        end as month,
        as_amount(case when f.has_cents then c.text else without_marks(c.text) end) as amount,
    from raw_sales_sheet as s
    left join cells as c on s.source_file = c.source_file and s.source_row = c.source_row
    left join files as f on s.source_file = f.source_file
),

judged as (
    select
        *,
        case
            when is_total then 'It is a line of totals'
            when coalesce(account_id, account_name) is null then 'It names no account'
            when coalesce(sound_id, account_name) is null
                then 'A spreadsheet has rounded its account''s id: ' || account_id
            when count(text) over this_row = 0 then 'It holds no sales'
            when count(amount) over this_row < count(text) over this_row
                then
                    'An amount of it cannot be read: '
                    || min(case when amount is null then text end) over this_row
            when count(month) over this_row < count(text) over this_row
                then 'Its months have no year: name the file after it, or add a column for it'
        end as set_aside,
        row_number() over (partition by source_file, source_row order by month) as place,
    from dated
    window this_row as (partition by source_file, source_row)
)

-- A row is used whole or not at all.
select *,
from judged
where set_aside is null or place = 1
