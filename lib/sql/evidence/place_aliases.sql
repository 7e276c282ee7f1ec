-- one row per written place and the cell it stands in: what data/reference says to look up for it
select
    as_place(a.written) as name_key,
    c.country_code as in_country,
    -- The finest place that a row names says which cell it is about.
    case
        when a.city is not null then 'city'
        when a.state is not null then 'state'
        else 'country'
    end as cell,
    a.city,
    a.state,
    a.country,
from reference_place_aliases as a
left join reference_countries as c on as_place(a.in_country) = c.name_key
where a.written is not null and (a.in_country is null or c.country_code is not null)
qualify row_number() over (
    partition by as_place(a.written), c.country_code, cell
    order by a.city asc, a.state asc, a.country asc
) = 1
