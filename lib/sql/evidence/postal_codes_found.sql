-- one row per country and postal code as written that is found: where it is
with

written as (
    select distinct
        r.country_code,
        a.postal_code,
        -- A spreadsheet's number: 2139.0.
        replace(as_place(regexp_replace(a.postal_code, '[.]0$', '')), ' ', '') as key,
    from source_accounts as a
    inner join addresses_of_accounts as r on a.account_id = r.account_id
    where a.postal_code is not null and r.country_code is not null
),

-- As it is; with the zeros a spreadsheet took; without the country's letters; its larger area.
spelled as (
    select
        *,
        1 as step,
        key as postal_key,
    from written
    union all
    select
        *,
        2 as step,
        case
            when country_code = 'USA' and regexp_matches(key, '^[0-9]{7,9}$')
                then left(lpad(key, 9, '0'), 5)
            when regexp_matches(key, '^[0-9]{3,4}$') then lpad(key, 5, '0')
        end as postal_key,
    from written
    where country_code in ('USA', 'DEU', 'ESP', 'FRA', 'ITA', 'MEX', 'FIN', 'EST', 'TUR')
    union all
    select
        *,
        3 as step,
        regexp_extract(key, '^[a-z]{1,3}([0-9]{3,6})$', 1) as postal_key,
    from written
    where country_code not in ('GBR', 'CAN', 'IRL', 'NLD')
    union all
    select
        *,
        4 as step,
        case
            when country_code = 'GBR' and length(key) >= 5 then left(key, length(key) - 3)
            when country_code in ('CAN', 'IRL') then left(key, 3)
            when country_code in ('NLD', 'PRT') then left(key, 4)
        end as postal_key,
    from written
    where country_code in ('GBR', 'CAN', 'IRL', 'NLD', 'PRT')
)

select
    s.country_code,
    s.postal_code,
    p.latitude,
    p.longitude,
from spelled as s
inner join reference_postal_codes as p
    on s.country_code = p.country_code and s.postal_key = p.postal_key
qualify row_number() over (partition by s.country_code, s.postal_code order by s.step asc) = 1
