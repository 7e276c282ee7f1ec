-- one row per colleague or place of ours that can be placed: where on the map
select
    p.person_id,
    p.is_place,
    coalesce(f.latitude, t.latitude) as latitude,
    coalesce(f.longitude, t.longitude) as longitude,
from people_addresses as p
inner join addresses_read as r
    on
        p.country is not distinct from r.country
        and p.state is not distinct from r.state
        and p.city is not distinct from r.city
        and r.postal_form is null
left join towns_found as f
    on
        r.country_code = f.country_code
        and r.state_code is not distinct from f.state_code
        and r.town = f.town
-- Where nothing says the country, only a town that cannot be another is taken.
left join towns_of_ours as t
    on
        r.country_code is null
        and p.country is null
        and p.state is not distinct from t.state
        and p.city = t.city
where coalesce(f.latitude, t.latitude) is not null
qualify row_number() over (partition by p.person_id, p.is_place order by r.town) = 1
