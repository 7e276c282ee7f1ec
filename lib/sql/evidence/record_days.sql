-- one row per record and day of an export that held it
select
    source,
    table_name,
    record_id,
    exported_on,
    max(tier) as tier,
    max(owner_id) as owner_id,
    max(owner_name) as owner_name,
    max(occurred_on) as occurred_on,
from record_versions
where record_id is not null
group by source, table_name, record_id, exported_on
