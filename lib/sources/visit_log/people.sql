-- one row per colleague named in a log and in no other export
select
    person_id,
    min(name) as name,
    min(source_file) as file,
    min(source_row) as row,
    cast(null as varchar) as set_aside,
from colleagues
where is_new
group by person_id
