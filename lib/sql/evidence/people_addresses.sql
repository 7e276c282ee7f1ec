-- one row per colleague of ours with a town, and per place of ours: its address as written
select
    person_id,
    false as is_place,
    country,
    state,
    city,
from source_people
where city is not null
union all
select distinct
    place as person_id,
    true as is_place,
    cast(null as varchar) as country,
    cast(null as varchar) as state,
    place as city,
from reference_our_places
where place is not null
