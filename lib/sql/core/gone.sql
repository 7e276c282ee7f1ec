-- one row per source, table and day on which a full export first lacked records, and how many
select
    source,
    table_name,
    gone_on,
    count(*) as records,
from gone_records
group by source, table_name, gone_on
