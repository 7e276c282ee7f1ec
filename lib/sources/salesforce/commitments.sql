-- one row per task whose subject says that somebody promised
with

promising as (
    select
        subject,
        first_word(as_words(subject), $not_promise, $promise) as word,
    from (
        select distinct subject, from activities
        where is_task
    ) as subjects
)

-- Salesforce lets a task point at no event: which visit it came from is found later.
select
    a.id as commitment_id,
    a.id as task_id,
    a.subject as action,
    coalesce(i.organiser_id, a.owner_id) as owner_id,
    a.owner_name,
    a.due_on,
    case when a.is_done then a.done_on end as done_on,
    case when a.is_done and a.done_on is null then 'yes' end as done,
    as_day(a.told) as told_on,
    case when as_day(a.told) is null then a.told end as told,
    coalesce(a.made_on, a.recorded_on) as recorded_on,
    a.modified_at,
    -- Its row is counted as the contact that says it.
    cast(null as varchar) as file,
    cast(null as bigint) as row,
    cast(null as varchar) as set_aside,
from activities as a
inner join promising as p on a.subject = p.subject
inner join interactions as i on a.file = i.file and a.row = i.row
where a.is_task and p.word is not null and i.set_aside is null
