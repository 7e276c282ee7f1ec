-- one row per account: its address as read
select
    a.account_id,
    a.country,
    a.city,
    r.country_code,
    r.country_name,
    r.state_code,
    r.state_name,
    r.town,
    r.country_note,
    f.latitude as town_latitude,
    f.longitude as town_longitude,
from account_addresses as a
inner join addresses_read as r
    on
        a.country is not distinct from r.country
        and a.state is not distinct from r.state
        and a.city is not distinct from r.city
        and a.postal_form is not distinct from r.postal_form
left join towns_found as f
    on
        r.country_code = f.country_code
        and r.state_code is not distinct from f.state_code
        and r.town = f.town
