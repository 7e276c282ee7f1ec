-- one row per promise that a visit has beside it
select
    i.interaction_id || '-promise' as commitment_id,
    i.interaction_id,
    coalesce(as_action(v.action), 'Follow up') as action,
    v.action_owner as owner_name,
    coalesce(as_day(v.action_due_on), as_day(v.follow_up_on)) as due_on,
    as_day(v.action_done) as done_on,
    as_day(v.action_told) as told_on,
    case when as_day(v.action_done) is null then v.action_done end as done,
    case when as_day(v.action_told) is null then v.action_told end as told,
    v.action_status as status,
    i.recorded_on,
    -- Its row is counted as the contact that says it.
    cast(null as varchar) as file,
    cast(null as bigint) as row,
    cast(null as varchar) as set_aside,
from raw_visit as v
inner join interactions as i on v.source_file = i.file and v.source_row = i.row
where
    i.set_aside is null
    and (
        as_action(v.action) is not null
        -- "Follow up: yes" says little, but by when it is to be done.
        or (
            as_flag(v.action)
            and coalesce(as_day(v.action_due_on), as_day(v.follow_up_on)) is not null
        )
    )
