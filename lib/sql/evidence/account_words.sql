-- one row per account: its name, street and city as words to look for in a location
select
    account_id,
    as_company(name, $legal_forms) as name_key,
    -- Under four letters a name is found in anything.
    case when length(as_company(name, $legal_forms)) >= 4 then as_company(name, $legal_forms) end
        as name_words,
    case when length(as_words(street)) >= 6 then as_words(street) end as street_words,
    case when length(as_words(city)) >= 3 then as_words(city) end as city_words,
from source_accounts
