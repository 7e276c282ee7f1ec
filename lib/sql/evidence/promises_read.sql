-- one row per promise of the exports, with what its columns say became of it
with

meanings as (
    select
        as_words(stated) as words,
        min(state) as state,
    from reference_stated_promises
    group by as_words(stated)
),

stated as (
    select
        c.*,
        case
            when regexp_matches(as_words(c.status), '^(not|nicht|non|pas|no|niet|nao) ') then 'open'
            else by_status.state
        end as status_state,
        coalesce(
            as_flag(c.done),
            case
                when as_words(c.done) in ('100', '100 0') then true
                when by_done.state is not null then by_done.state in ('done', 'told')
            end
        ) as says_done,
        coalesce(
            as_flag(c.told),
            case when by_told.state is not null then by_told.state in ('done', 'told') end
        ) as says_told,
    from source_commitments as c
    left join meanings as by_status on as_words(c.status) = by_status.words
    left join meanings as by_done on as_words(c.done) = by_done.words
    left join meanings as by_told on as_words(c.told) = by_told.words
),

colleagues as (
    select
        lower(email) as email,
        min(name) as name,
    from source_people
    where email is not null
    group by lower(email)
    having count(*) = 1
)

select
    s.commitment_id,
    s.own_account_id as account_id,
    s.interaction_id,
    s.task_id,
    true_day(s.learnt_on) as learnt_on,
    s.learnt,
    coalesce(s.action, s.learnt) as action,
    coalesce(p.name, e.name, s.owner_name, s.owner_id) as owner,
    true_day(s.due_on) as due_on,
    true_day(s.done_on) as done_on,
    true_day(s.told_on) as told_on,
    s.done_on is null and coalesce(s.says_done, s.status_state in ('done', 'told'), false)
        as is_done,
    s.told_on is null and coalesce(s.says_told, s.status_state = 'told', false) as is_told,
    s.done_on is null and coalesce(s.status_state = 'dropped', false)
    and not coalesce(s.says_done, false) as is_dropped,
    s.recorded_on,
    -- A yes without a day was said by the row's last stamp, if it has any.
    coalesce(cast(s.modified_at as date), cast('0001-01-01' as date)) as said_from,
    s.source,
    s.file,
    s.row,
from stated as s
left join source_people as p on s.owner_id = p.person_id
left join colleagues as e on lower(s.owner_name) = e.email
where
    coalesce(s.own_account_id, s.interaction_id, s.task_id) is not null
    and coalesce(s.action, s.learnt) is not null
