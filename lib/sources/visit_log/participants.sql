-- one row per visit and colleague who went
select
    i.interaction_id || ':' || c.person_id as participant_id,
    i.interaction_id,
    c.person_id,
    c.name,
    i.file,
    i.row,
    i.recorded_on,
    cast(null as varchar) as set_aside,
from interactions as i
inner join colleagues as c on i.file = c.source_file and i.row = c.source_row
where i.set_aside is null
