-- one row per way the id of a record an activity may point at is written
with

targets as (
    select
        'account' as object,
        account_id as record_id,
        account_id,
        cast(null as date) as known_on,
    from accounts
    where set_aside is null
    union all
    select
        'deal' as object,
        deal_id as record_id,
        account_id,
        coalesce(recorded_on, closes_on) as known_on,
    from deals
    where set_aside is null
    union all
    select
        'case' as object,
        case_id as record_id,
        account_id,
        recorded_on as known_on,
    from cases
    where set_aside is null
    union all
    select
        'contact' as object,
        contact_id as record_id,
        account_id,
        recorded_on as known_on,
    from contacts
    where set_aside is null
    union all
    select
        'user' as object,
        person_id as record_id,
        cast(null as varchar) as account_id,
        recorded_on as known_on,
    from people
    where set_aside is null
)

-- A deal, case or contact may name an account that was deleted or that no file holds.
select
    record_ids.form,
    record_ids.object,
    record_ids.record_id,
    any_value(live.record_id) as account_id,
    min(targets.known_on) as known_on,
from record_ids
inner join targets
    on record_ids.record_id = targets.record_id and record_ids.object = targets.object
left join targets as live on targets.account_id = live.record_id and live.object = 'account'
group by record_ids.form, record_ids.object, record_ids.record_id
