-- one row per way a record's id is written: as in its file, in 15 and in 18 characters
with

-- Made-up ids of 18 characters may differ only in the last three: then 15 tell nothing.
shared_stems as (
    select
        object,
        left(id, 15) as stem,
    from records
    where length(id) = 18
    group by object, left(id, 15)
    having min(id) <> max(id)
),

forms as (
    select
        object,
        id as record_id,
        id as form,
    from records
    union all
    select
        records.object,
        records.id as record_id,
        left(records.id, 15) as form,
    from records
    left join shared_stems as s on records.object = s.object and left(records.id, 15) = s.stem
    where length(records.id) = 18 and (s.stem is null or records.id = id_18(records.id))
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
