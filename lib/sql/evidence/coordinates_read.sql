-- one row per account with coordinates: as given, exchanged or set aside, and why
with

given as (
    select
        a.account_id,
        a.latitude,
        a.longitude,
        r.country_code,
        r.country_name,
        r.town_latitude,
        r.town_longitude,
        abs(a.latitude) <= 90 and abs(a.longitude) <= 180 as is_possible,
        abs(a.longitude) <= 90 and abs(a.latitude) <= 180 as is_possible_exchanged,
        a.latitude = 0 and a.longitude = 0 as is_nothing,
    from source_accounts as a
    inner join addresses_of_accounts as r on a.account_id = r.account_id
    where a.latitude is not null and a.longitude is not null
),

-- Both ways round: the pair, and how far it is from the town the account is said to be in.
measured as (
    select
        given.*,
        own.km as country_km,
        other.km as exchanged_km,
        -- Flat, and so right near the town, where it matters.
        111.2 * sqrt(
            pow(given.latitude - town_latitude, 2)
            + pow((given.longitude - town_longitude) * cos(radians(town_latitude)), 2)
        ) as town_km,
        111.2 * sqrt(
            pow(given.longitude - town_latitude, 2)
            + pow((given.latitude - town_longitude) * cos(radians(town_latitude)), 2)
        ) as exchanged_town_km,
    from given
    left join country_distances as own
        on
            given.country_code = own.country_code
            and floor(given.latitude) = own.latitude
            and floor(given.longitude) = own.longitude
    left join country_distances as other
        on
            given.country_code = other.country_code
            and floor(given.longitude) = other.latitude
            and floor(given.latitude) = other.longitude
),

-- A good coordinate is not to be mended: it must be far off as it is, and near exchanged.
judged as (
    select
        *,
        case
            when is_nothing then 'impossible'
            when not is_possible and is_possible_exchanged and coalesce(exchanged_km <= 500, true)
                then 'exchanged'
            when not is_possible then 'impossible'
            when is_possible_exchanged and town_km > 300 and exchanged_town_km <= 50
                then 'exchanged'
            when coalesce(country_km <= 500, true) then 'given'
            when is_possible_exchanged and exchanged_km <= 200 then 'exchanged'
            else 'far'
        end as verdict,
    from measured
)

select
    account_id,
    case verdict when 'given' then latitude when 'exchanged' then longitude end as latitude,
    case verdict when 'given' then longitude when 'exchanged' then latitude end as longitude,
    case verdict when 'given' then 'given' when 'exchanged' then 'given_swapped' end as basis,
    case verdict
        when 'exchanged' then 'its latitude and longitude were exchanged'
        when 'impossible'
            then 'its coordinates ' || latitude || ', ' || longitude || ' are impossible'
        when 'far'
            then
                'its coordinates ' || latitude || ', ' || longitude || ' are far from '
                || country_name
    end as note,
from judged
