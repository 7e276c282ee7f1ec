-- one row per file whose rows do not add up
select file,
from core.loads
where rows_read <> rows_loaded + rows_set_aside + rows_duplicate
