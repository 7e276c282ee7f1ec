-- one row per country, state and town looked up that is found: where it is
with

towns as (
    select distinct
        country_code,
        state_code,
        town,
        as_place(town) as town_key,
    from addresses_read
    where country_code is not null and town is not null
),

-- Whole, then without what is written around a name, then piece by piece.
spelled as (
    select
        *,
        1 as step,
        town_key as name_key,
    from towns
    union all
    select
        *,
        2 as step,
        regexp_replace(
            regexp_replace(
                town_key,
                '^([a-z]{1,3} )?[0-9]{4,6} |^(greater|metropolitan|metro|grand|gran|grossraum'
                || '|grosser|city of|stadt|ville de|comune di|ciudad de|municipio de|area of) ',
                ''
            ),
            '( (metropolitan|metro))? (area|region|metro|metropolitan|district|urban|rural|city)$'
            || '| cedex( [0-9]+)?$| [0-9]+( e| eme)?$',
            ''
        ) as name_key,
    from towns
    union all
    select
        country_code,
        state_code,
        town,
        town_key,
        piece.step,
        as_place(split_part(town, piece.mark, piece.place)) as name_key,
    from towns
    inner join
        (
            values (3, ',', 1), (4, '(', 1), (5, '/', 1), (6, ';', 1), (7, ',', 2), (8, '/', 2),
            (9, ' - ', 1), (10, '-', 1)
        ) as piece (step, mark, place)
        on contains(towns.town, piece.mark)
)

select
    t.country_code,
    t.state_code,
    t.town,
    cast(p.latitude as double) as latitude,
    cast(p.longitude as double) as longitude,
from spelled as t
inner join reference_places as p
    on
        t.country_code = p.country_code
        and t.name_key = p.name_key
        -- Only these four countries' towns carry a state in the place table.
        and (
            t.state_code is null
            or t.country_code not in ('USA', 'CAN', 'AUS', 'DEU')
            or t.state_code = p.state_code
        )
-- "Somewhere, Georgia" is not the town of Georgia, and half of a name is only a city's.
left join reference_states as s
    on t.step > 2 and t.country_code = s.country_code and t.name_key = s.name_key
where (s.name_key is null or t.step < 7) and (t.step < 9 or p.population >= 50000)
qualify row_number() over (
    partition by t.country_code, t.state_code, t.town
    order by t.step asc, p.is_main desc, p.population desc, p.latitude asc, p.longitude asc
) = 1
