-- one row per case as exported: read once, as making days of text is dear
select *,
from raw_case
