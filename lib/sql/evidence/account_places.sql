-- one row per account: where it is on the map, and how that was found
with

keyed as (
    select
        a.account_id,
        a.country as country_as_written,
        a.state as state_as_written,
        a.city,
        c.country_code,
        c.name as country_name,
        s.state_code,
        s.name as state_name,
        as_place(a.city) as city_key,
        abs(a.latitude) <= 90 and abs(a.longitude) <= 180 and (a.latitude <> 0 or a.longitude <> 0)
            as is_given,
        a.latitude as given_latitude,
        a.longitude as given_longitude,
    from source_accounts as a
    left join reference_countries as c on as_place(a.country) = c.name_key
    left join reference_states as s
        on c.country_code = s.country_code and as_place(a.state) = s.name_key
),

-- Only these four countries' towns carry a state in the place table.
found as (
    select
        k.account_id,
        p.latitude,
        p.longitude,
    from keyed as k
    inner join reference_places as p
        on
            k.country_code = p.country_code
            and k.city_key = p.name_key
            and (
                k.state_code is null
                or k.country_code not in ('USA', 'CAN', 'AUS', 'DEU')
                or k.state_code = p.state_code
            )
    qualify row_number() over (
        partition by k.account_id
        order by p.is_main desc, p.population desc, p.latitude asc, p.longitude asc
    ) = 1
)

select
    k.account_id,
    k.country_code,
    coalesce(k.country_name, k.country_as_written) as country,
    k.state_code,
    coalesce(k.state_name, k.state_as_written) as state,
    case when k.is_given then k.given_latitude else cast(f.latitude as double) end as latitude,
    case when k.is_given then k.given_longitude else cast(f.longitude as double) end as longitude,
    case when k.is_given then 'given' when f.account_id is not null then 'city' end
        as location_basis,
    case
        when k.is_given or f.account_id is not null then null
        when k.country_as_written is null and k.city is null then 'the export holds no address'
        when k.country_as_written is null then 'the export holds no country'
        when k.country_code is null then 'no country is called "' || k.country_as_written || '"'
        when k.city is null then 'the export holds no town'
        else 'no town called "' || k.city || '" was found in ' || k.country_name
    end as location_note,
from keyed as k
left join found as f on k.account_id = f.account_id
