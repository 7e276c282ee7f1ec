-- one row per country, state, town and form of postal code as written: what to look up for them
with

written as (
    select distinct
        country,
        state,
        city,
        postal_form,
    from account_addresses
    union
    -- Our own people are placed as accounts are.
    select
        country,
        state,
        city,
        cast(null as varchar) as postal_form,
    from people_addresses
),

-- "Lyon, France" and "Lyon (France)" hold what other exports put into cells of their own.
keyed as (
    select
        written.*,
        as_place(country) as country_key,
        as_place(state) as state_key,
        as_place(city) as city_key,
        as_place(regexp_extract(city, '[,;/(]([^,;/()]+)[)]?\s*$', 1)) as last_key,
    from written
),

in_country as (
    select
        keyed.*,
        coalesce(alias.country, keyed.country) as country_said,
        c.country_code,
    from keyed
    left join place_aliases as alias
        on
            alias.cell = 'country'
            and alias.in_country is null
            and keyed.country_key = alias.name_key
    left join reference_countries as c
        on coalesce(as_place(alias.country), keyed.country_key) = c.name_key
)

select
    i.country,
    i.state,
    i.city,
    i.postal_form,
    i.last_key,
    coalesce(town.country, area.country, i.country_said) as country_said,
    coalesce(town.state, area.state, i.state) as state_said,
    coalesce(town.city, i.city) as town,
from in_country as i
left join place_aliases as town
    on
        town.cell = 'city'
        and i.city_key = town.name_key
        and coalesce(town.in_country, i.country_code, '') = coalesce(i.country_code, '')
left join place_aliases as area
    on
        area.cell = 'state'
        and i.state_key = area.name_key
        and coalesce(area.in_country, i.country_code, '') = coalesce(i.country_code, '')
-- An alias for one country goes before one for all.
qualify row_number() over (
    partition by i.country, i.state, i.city, i.postal_form
    order by town.in_country asc nulls last, area.in_country asc nulls last
) = 1
