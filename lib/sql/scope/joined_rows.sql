-- one row per row of a file that waited for its account and was given one
select distinct
    w.file,
    w.row,
from core.waiting as w
inner join amended as a on w.interaction_id = a.interaction_id
where a.account_id is not null
