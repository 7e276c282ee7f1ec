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
        'titles' as held,
        min(title_known_from) as known_from,
    from source_met_contacts
    where title is not null
    union all
    select
        'our_titles' as held,
        min(coalesce(recorded_on, cast('0001-01-01' as date))) as known_from,
    from source_people
    where title is not null
    union all
    select
        'people_met' as held,
        min(greatest(p.known_from, coalesce(i.recorded_on, i.occurred_on))) as known_from,
    from source_interaction_contacts as p
    inner join source_interactions as i on p.interaction_id = i.interaction_id
    union all
    select
        'executive_days' as held,
        min(valid_from) as known_from,
    from reference_executive_days
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
        'moments' as held,
        min(known_from) as known_from,
    from accounts
    where customer_since is not null or left_on is not null or renewal_on is not null
    union all
    select
        'moments' as held,
        min(i.known_from) as known_from,
    from moment_words as w
    inner join interactions as i
        on w.record_kind = 'interaction' and w.record_id = i.interaction_id
    union all
    select
        held,
        known_from,
    from records_held
)

select
    held,
    min(known_from) as known_from,
from found
group by held
having min(known_from) is not null
