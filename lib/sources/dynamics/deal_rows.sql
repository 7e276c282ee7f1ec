-- one row per opportunity as exported: read once, as making days of text is dear
select *,
from raw_opportunity
