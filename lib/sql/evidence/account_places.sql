-- one row per account: where it is on the map, how that was found, and what was wrong on the way
with

found as (
    select
        a.*,
        w.postal_code,
        g.basis as given_basis,
        g.note as given_note,
        p.latitude is not null as has_postal_code,
        a.town_latitude is not null as has_town,
        s.latitude is not null as has_state,
        c.latitude is not null as has_country,
        coalesce(g.latitude, p.latitude, a.town_latitude, s.latitude, c.latitude) as latitude,
        coalesce(g.longitude, p.longitude, a.town_longitude, s.longitude, c.longitude)
            as longitude,
    from addresses_of_accounts as a
    inner join source_accounts as w on a.account_id = w.account_id
    left join coordinates_read as g on a.account_id = g.account_id
    left join postal_codes_found as p
        on a.country_code = p.country_code and w.postal_code = p.postal_code
    left join reference_centres as s
        on a.country_code = s.country_code and a.state_code = s.state_code
    left join reference_centres as c
        on a.country_code = c.country_code and c.state_code is null
),

based as (
    select
        *,
        case
            when given_basis is not null then given_basis
            when has_postal_code then 'postal_code'
            when has_town then 'city'
            when has_state then 'state'
            when has_country then 'country'
        end as basis,
        case
            when coalesce(country, country_code, city, state_name, postal_code) is null
                then 'the export holds no address'
            when country is null and country_code is null then 'the export holds no country'
            when country_code is null then 'no country is called "' || country_name || '"'
            when city is null then 'the export holds no town'
            else
                'no town called "' || city || '" was found in '
                || case when state_code is null then '' else state_name || ', ' end || country_name
        end as town_note,
    from found
)

select
    account_id,
    country_code,
    country_name as country,
    state_code,
    state_name as state,
    latitude,
    longitude,
    basis as location_basis,
    nullif(
        concat_ws(
            '; ',
            country_note,
            given_note,
            case when basis is null or basis in ('state', 'country') then town_note end,
            case
                when basis = 'state' then 'placed at the centre of ' || state_name
                when basis = 'country' then 'placed at the centre of ' || country_name
                when basis = 'postal_code' and given_note is not null
                    then 'placed by its postal code'
                when basis = 'city' and given_note is not null then 'placed by its town'
            end
        ),
        ''
    ) as location_note,
from based
