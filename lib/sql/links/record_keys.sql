-- one row per source and way a case or deal with an account is written
with

ways as (
    select
        source,
        'deal' as kind,
        staged_id as form,
        account_id,
        coalesce(recorded_on, closes_on) as known_on,
    from source_deals
    where account_id is not null
    union all
    select
        source,
        'deal_name' as kind,
        as_words(name) as form,
        account_id,
        coalesce(recorded_on, closes_on) as known_on,
    from source_deals
    where account_id is not null and as_words(name) <> ''
    union all
    select
        source,
        'case' as kind,
        staged_id as form,
        account_id,
        recorded_on as known_on,
    from source_cases
    where account_id is not null
    union all
    select
        source,
        'case_name' as kind,
        as_words(subject) as form,
        account_id,
        recorded_on as known_on,
    from source_cases
    where account_id is not null and as_words(subject) <> ''
)

select
    source,
    kind,
    form,
    min(account_id) as account_id,
    min(known_on) as known_on,
from ways
group by source, kind, form
having count(distinct account_id) = 1
