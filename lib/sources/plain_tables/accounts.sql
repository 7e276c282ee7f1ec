-- one row per customer, or per site of one, in a list
with

-- A list of sites names the customer beside each: the site is where somebody goes. A store's
-- number alone in a list of customers may be ours.
told as (
    select
        *,
        outlet_id is not null and (outlet_name is not null or account_id is null) as is_outlet,
    from raw_account
),

-- What a spreadsheet has rounded is no id: two customers would become one.
known as (
    select
        * exclude (account_id, parent_name, parent_account_id),
        case
            when is_outlet then coalesce(outlet_name, name, account_name)
            else coalesce(account_name, outlet_name, name)
        end as full_name,
        as_id(case when is_outlet then outlet_id else account_id end) as sound_id,
        coalesce(
            as_id(parent_account_id), case when is_outlet then as_id(account_id) end
        ) as parent_account_id,
        coalesce(
            parent_name,
            case when is_outlet and coalesce(outlet_name, name) is not null then account_name end
        ) as parent_name,
    from told
)

select
    coalesce(sound_id, full_name) as account_id,
    full_name as name,
    parent_account_id,
    parent_name,
    -- A trading name beside the name is one more that visits may go by.
    nullif(concat_ws(';', aliases, case when name <> full_name then name end), '') as aliases,
    tier,
    industry,
    -- What became of them may stand in a column of its own.
    case when says_former(status) then 'former' else kind end as kind,
    street,
    city,
    state,
    postal_code,
    coalesce(country, office_location) as country,
    as_number(latitude) as latitude,
    as_number(longitude) as longitude,
    owner_id,
    owner_name,
    as_number(stated_value) as stated_value,
    coalesce(currency, as_currency(stated_value)) as currency,
    as_day(customer_since) as customer_since,
    as_day(left_on) as left_on,
    as_day(renewal_on) as renewal_on,
    as_day(created_on) as created_on,
    website,
    as_day(last_activity_on) as last_activity_on,
    exempt_reason,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    case when full_name is null then 'It has no name' end as set_aside,
from known
