-- one row per task that regards an appointment, or whose subject says that somebody promised
with

meetings as (
    select
        id,
        interaction_id,
        as_words(subject) as form,
    from activities
    where kind = 'appointment'
),

-- A view has the appointment's subject alone: one that is another's too leads nowhere.
titled as (
    select
        form,
        min(interaction_id) as interaction_id,
    from meetings
    where
        form <> ''
        and form not in (
            select r.form, from records as r
            where r.kind in ('account', 'contact')
        )
        and form not in (select s.form, from subjects as s)
    group by form
    having count(distinct interaction_id) = 1
),

tasks as (
    select
        t.*,
        coalesce(m.interaction_id, n.interaction_id) as meeting_id,
        first_word(as_words(t.subject), $not_promise, $promise) as word,
    from activities as t
    left join meetings as m on t.regarding_id = m.id
    left join titled as n on t.regarding_id is null and as_words(t.regarding) = n.form
    where t.kind = 'task' and t.subject is not null and t.state is distinct from 'cancelled'
)

select
    interaction_id as commitment_id,
    interaction_id as task_id,
    meeting_id as interaction_id,
    subject as action,
    owner_id,
    owner as owner_name,
    as_day(coalesce(ends, starts)) as due_on,
    case when state = 'completed' then as_day(actual_end) end as done_on,
    case when state = 'completed' and actual_end is null then 'yes' end as done,
    as_day(created_on) as recorded_on,
    as_moment(modified_on) as modified_at,
    -- Its row is counted as the contact that says it.
    cast(null as varchar) as file,
    cast(null as bigint) as row,
    cast(null as varchar) as set_aside,
from tasks
where meeting_id is not null or word is not null
