-- one row per town of ours as written that can only be one: where it is, whatever country it is in
with towns as (
    select distinct
        state,
        city,
    from people_addresses
),

spelled as (
    select
        towns.*,
        piece.step,
        regexp_replace(
            as_place(
                case
                    when piece.mark = '' then city else split_part(city, piece.mark, piece.place)
                end
            ),
            '^([a-z]{1,3} )?[0-9]{4,6} ',
            ''
        ) as name_key,
    from towns
    inner join (values (1, '', 1), (2, ',', 2), (3, ',', 1), (4, ',', 3), (5, '(', 1))
        as piece (step, mark, place)
        on piece.mark = '' or contains(towns.city, piece.mark)
),

candidates as (
    select
        s.state,
        s.city,
        s.step,
        p.country_code,
        p.state_code,
        cast(arg_max(p.latitude, p.population) as double) as latitude,
        cast(arg_max(p.longitude, p.population) as double) as longitude,
        max(p.population) as population,
    from spelled as s
    inner join reference_places as p on s.name_key = p.name_key
    left join reference_states as named
        on p.country_code = named.country_code and as_place(s.state) = named.name_key
    where
        s.name_key <> ''
        and (
            s.state is null
            or (
                named.state_code is not null
                and coalesce(p.state_code, named.state_code) = named.state_code
            )
        )
    group by s.state, s.city, s.step, p.country_code, p.state_code
    qualify s.step = min(s.step) over (partition by s.state, s.city)
),

a as (select distinct country_code, from addresses_of_accounts),

weighed as (
    select
        c.*,
        a.country_code is not null as is_where_we_sell,
    from candidates as c
    left join a
        on c.country_code = a.country_code
    qualify
        c.population * 50 >= max(c.population) over (partition by c.state, c.city)
),

nearer as (
    select *,
    from weighed
    qualify is_where_we_sell or not bool_or(is_where_we_sell) over (partition by state, city)
),

ranked as (
    select
        *,
        row_number() over this_town as place,
        lead(population) over this_town as next_population,
    from nearer
    window this_town as (
        partition by state, city order by population desc, country_code asc, state_code asc
    )
)

select
    state,
    city,
    country_code,
    latitude,
    longitude,
from ranked
where place = 1 and (next_population is null or population >= 10 * next_population)
