-- one row per row of a file that was set aside
select
    file,
    row,
    last_row,
    table_name,
    reason,
    raw,
from load_rejects
