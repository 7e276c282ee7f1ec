-- one row per event or task with customers' people among those invited
with invited as (
    select
        whole_id(r.event_id) as id,
        r.relation_id,
    from raw_event_relation as r
    where
        not coalesce(as_flag(r.is_deleted), false)
        and coalesce(lower(r.status), '') <> 'declined'
    union all
    select
        whole_id(r.task_id) as id,
        r.relation_id,
    from raw_task_relation as r
    where not coalesce(as_flag(r.is_deleted), false)
)

select
    invited.id,
    string_agg(distinct w.record_id, ';' order by w.record_id) as contact_ids,
from invited
inner join links as w on invited.relation_id = w.form and w.object = 'contact'
group by invited.id
