-- one row per account: its address as written, and whose postal code its own looks like
select
    account_id,
    country,
    state,
    city,
    case
        when regexp_matches(postal_code, '^[0-9]{5}([- ]?[0-9]{4})?$') then 'USA'
        when regexp_matches(upper(postal_code), '^[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]$') then 'CAN'
    end as postal_form,
from source_accounts
