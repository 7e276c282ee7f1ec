-- one row per country and square of a degree in question: how far its nearest known place is
with

pairs as (
    select
        r.country_code,
        floor(a.latitude) as latitude,
        floor(a.longitude) as longitude,
    from source_accounts as a
    inner join addresses_of_accounts as r on a.account_id = r.account_id
    where a.latitude is not null and a.longitude is not null and r.country_code is not null
),

asked as (
    select
        country_code,
        latitude,
        longitude,
    from pairs
    union
    select
        country_code,
        longitude as latitude,
        latitude as longitude,
    from pairs
)

-- Great-circle distance on a sphere of 6,371 km, from corner to corner.
select
    asked.country_code,
    asked.latitude,
    asked.longitude,
    min(
        6371 * 2 * asin(
            sqrt(
                pow(sin(radians(asked.latitude - c.latitude) / 2), 2)
                + cos(radians(c.latitude)) * cos(radians(asked.latitude))
                * pow(sin(radians(asked.longitude - c.longitude) / 2), 2)
            )
        )
    ) as km,
from asked
inner join country_cells as c on asked.country_code = c.country_code
where abs(asked.latitude) <= 90
group by asked.country_code, asked.latitude, asked.longitude
