-- one row per place of ours that can be placed, and per colleague whose town can
select
    p.person_id,
    coalesce(s.name, p.person_id) as name,
    p.is_place,
    coalesce(s.is_active, true) as is_active,
    p.latitude,
    p.longitude,
from people_places as p
left join source_people as s on not p.is_place and p.person_id = s.person_id
