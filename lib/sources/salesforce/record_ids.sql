-- one row per way a record's id is written: as in its file, in 15 and in 18 characters
with

records as (
    select
        'account' as object,
        id,
    from raw_account
    union all
    select
        'contact' as object,
        id,
    from raw_contact
    union all
    select
        'user' as object,
        id,
    from raw_user
    union all
    select
        'deal' as object,
        id,
    from raw_opportunity
    union all
    select
        'case' as object,
        id,
    from raw_case
    union all
    select
        'event' as object,
        id,
    from raw_event
    where (select count(*), from raw_event_relation) > 0
),

forms as (
    select
        object,
        id as record_id,
        id as form,
    from records
    union all
    -- An id that only looks like one (18 characters, wrong check letters) has no other form.
    select
        object,
        id as record_id,
        left(id, 15) as form,
    from records
    where length(id) = 18 and id = id_18(id)
    union all
    select
        object,
        id as record_id,
        id_18(id) as form,
    from records
    where length(id) = 15
)

select
    form,
    object,
    -- Where one file has 15 characters and another 18, the longer is the record's id.
    max(record_id) as record_id,
from forms
where form is not null
group by form, object
