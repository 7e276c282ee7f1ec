-- one row per name in a log that no account has, with the three that come nearest
with

strangers as (
    select distinct
        account,
        name_key,
    from visits
    where matched_account_id is null and name_key is not null
),

compared as (
    select
        strangers.account,
        known_account_names.name,
        jaro_winkler_similarity(strangers.name_key, known_account_names.name_key) as likeness,
    from strangers
    cross join known_account_names
    qualify row_number() over (
        partition by strangers.account order by likeness desc, known_account_names.account_id asc
    ) <= 3
)

select
    account,
    string_agg(name, ', ' order by likeness desc, name asc) as names,
from compared
where likeness > 0.7
group by account
