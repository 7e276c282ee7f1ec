-- one row per colleague of ours
select
    p.person_id,
    p.name,
    p.title,
    p.email,
    coalesce(r.title_rank <= e.value, false) as is_executive,
    r.title_rank,
    p.is_active,
    w.latitude,
    w.longitude,
    p.source,
from source_people as p
left join title_ranks as r on p.title = r.title
left join people_places as w on not w.is_place and p.person_id = w.person_id
left join rules as e on e.rule = 'executive_rank' and e.valid_until = cast('9999-12-31' as date)
