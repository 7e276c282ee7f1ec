-- one row per account and as-of date: the nearest of our people, and how far
with

-- Several colleagues of one town are one distance.
towns as (
    select
        latitude,
        longitude,
        is_place,
        min(name) as name,
        count(*) as people,
    from our_places
    where is_active
    group by latitude, longitude, is_place
),

-- Our own addresses only where nobody's town is known.
nearby as (
    select
        towns.*,
        cos(radians(latitude)) as cos_latitude,
        max(case when is_place then 0 else 1 end) over () as are_people_placed,
    from towns
),

-- The middle of a state or of a country is not where anybody is.
placed as (
    select
        account_id,
        latitude,
        longitude,
        cos(radians(latitude)) as cos_latitude,
    from accounts
    where
        latitude is not null
        and longitude is not null
        and location_basis in ('given', 'given_swapped', 'postal_code', 'city')
),

-- Great-circle distance on a sphere of 6,371 km.
measured as (
    select
        p.account_id,
        n.name,
        n.people,
        n.is_place,
        6371 * 2 * asin(
            least(
                1.0,
                sqrt(
                    power(sin(radians(p.latitude - n.latitude) / 2), 2)
                    + p.cos_latitude * n.cos_latitude
                    * power(sin(radians(p.longitude - n.longitude) / 2), 2)
                )
            )
        ) as km,
    from placed as p
    inner join nearby as n on n.is_place = (n.are_people_placed = 0)
),

ranked as (
    select
        account_id,
        name,
        people,
        is_place,
        km,
        row_number() over (partition by account_id order by km asc, name asc) as place,
    from measured
)

select
    s.as_of_on,
    s.account_id,
    a.name,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    r.name as nearest,
    r.people as people_there,
    r.is_place as is_our_address,
    r.km,
from status_as_of as s
inner join accounts as a on s.account_id = a.account_id
left join ranked as r on s.account_id = r.account_id and r.place = 1
