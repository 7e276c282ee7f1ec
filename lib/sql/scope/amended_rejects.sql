-- one row per row of a file that is set aside, those left out that a correction joined
select r.*,
from core.rejects as r
where
    not exists (
        select 1, from joined_rows as j
        where j.file = r.file and j.row = r.row
    )
