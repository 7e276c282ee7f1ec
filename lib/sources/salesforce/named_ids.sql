-- one row per name that a report without ids calls a record by and only one record bears
with

asked as (
    select distinct
        object,
        name_key,
    from records
    where id is null
)

select
    asked.object,
    asked.name_key,
    min(own.record_id) as record_id,
from asked
inner join records as r on asked.object = r.object and asked.name_key = r.name_key
inner join record_ids as own on r.id = own.form and r.object = own.object
group by asked.object, asked.name_key
having min(own.record_id) = max(own.record_id)
