-- one row per address as written: the country and state it means, and whether that was inferred
with

named_countries as (
    select distinct
        country_code,
        name,
    from reference_countries
),

-- A name that only one country has a state of; short ones are initials of too much.
only_state as (
    select
        name_key,
        min(country_code) as country_code,
    from reference_states
    where length(name_key) >= 5
    group by name_key
    having count(distinct country_code) = 1
),

stated as (
    select
        a.*,
        as_place(a.state_said) as state_key,
        c.country_code as stated_code,
        -- Two letters after a town are as often a state: "Boston, MA" is not in Morocco.
        case when a.country_said is null and length(a.last_key) >= 4 then named.country_code end
            as named_code,
    from addresses_written as a
    left join reference_countries as c on as_place(a.country_said) = c.name_key
    left join reference_countries as named on a.last_key = named.name_key
),

inferred as (
    select
        stated.*,
        case
            when stated.country_said is not null or named_code is not null then null
            when near.country_code is not null then near.country_code
            else far.country_code
        end as inferred_code,
        case when near.country_code is not null then 'state and postal code' else 'state' end
            as inferred_from,
    from stated
    -- "TX" with 75201 is in the United States; either alone may be elsewhere.
    left join reference_states as near
        on stated.state_key = near.name_key and stated.postal_form = near.country_code
    left join only_state as far on stated.state_key = far.name_key
)

select
    i.country,
    i.state,
    i.city,
    i.postal_form,
    i.town,
    c.country_code,
    coalesce(c.name, i.country_said) as country_name,
    coalesce(s.state_code, named.state_code) as state_code,
    coalesce(s.name, named.name, i.state_said) as state_name,
    case
        when i.inferred_code is not null
            then
                'the export holds no country: read as ' || c.name || ' from its '
                || i.inferred_from
    end as country_note,
from inferred as i
left join named_countries as c
    on coalesce(i.stated_code, i.named_code, i.inferred_code) = c.country_code
left join reference_states as s on c.country_code = s.country_code and i.state_key = s.name_key
left join reference_states as named
    on i.state is null and c.country_code = named.country_code and i.last_key = named.name_key
