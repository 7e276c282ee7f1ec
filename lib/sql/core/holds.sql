-- one row per thing that an export may hold, for those that these do, and since when that is known
with

found as (
    select
        'titles' as held,
        min(coalesce(recorded_on, cast('0001-01-01' as date))) as known_from,
    from source_contacts
    where title is not null
    union all
    select
        'sales' as held,
        min(known_from) as known_from,
    from sales
    union all
    -- A file of cases with a header alone says that there were none.
    select
        'cases' as held,
        min(cast('0001-01-01' as date)) as known_from,
    from load_files
    where table_name = 'cases' and status = 'loaded'
    union all
    select
        'employees' as held,
        min(known_from) as known_from,
    from accounts
    where employees is not null
    union all
    select
        'tenure' as held,
        min(known_from) as known_from,
    from accounts
    where began_on is not null
    union all
    select
        'commitments' as held,
        min(coalesce(recorded_on, learnt_on, cast('0001-01-01' as date))) as known_from,
    from source_commitments
    where account_id is not null
)

select
    held,
    min(known_from) as known_from,
from found
group by held
having min(known_from) is not null
