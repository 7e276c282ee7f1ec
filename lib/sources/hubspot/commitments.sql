-- one row per task whose title says that somebody promised
with

tasks as (
    select
        *,
        first_word(as_words(known_title), $not_promise, $promise) as word,
    from activity_links
    where record_kind = 'task' and known_title is not null
),

companies as (
    select
        contact_id,
        min(account_id) as account_id,
    from contacts
    where set_aside is null and account_id is not null
    group by contact_id
)

-- HubSpot links a task to companies and contacts, never to a meeting.
select
    t.known_by as commitment_id,
    t.known_by as task_id,
    coalesce(split_part(t.company_ids, ';', 1), c.account_id) as account_id,
    without_domain(t.company) as account_name,
    t.known_title as action,
    case when regexp_matches(t.owner, '^[0-9.E+]+$') then as_id(t.owner) end as owner_id,
    case when not regexp_matches(t.owner, '^[0-9.E+]+$') then t.owner end as owner_name,
    as_day(coalesce(t.due, t.activity_on)) as due_on,
    case when t.is_task_done then as_day(t.completed) end as done_on,
    case when t.is_task_done and t.completed is null then 'yes' end as done,
    as_day(t.created) as recorded_on,
    as_moment(t.modified) as modified_at,
    -- Its row is counted as the contact that says it.
    cast(null as varchar) as file,
    cast(null as bigint) as row,
    cast(null as varchar) as set_aside,
from tasks as t
left join companies as c on split_part(t.contact_ids, ';', 1) = c.contact_id
where t.word is not null and not coalesce(as_flag(t.is_deleted), false)
