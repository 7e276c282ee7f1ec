-- one row per country and square of a degree that holds a place of it or of its territories
with

parts as (
    select
        country_code,
        country_code as part_code,
    from reference_countries
    union
    select
        country_code,
        part_code,
    from reference_territories
)

select distinct
    parts.country_code,
    floor(p.latitude) as latitude,
    floor(p.longitude) as longitude,
from reference_places as p
inner join parts on p.country_code = parts.part_code
