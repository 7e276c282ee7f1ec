-- one row per visit as written: its day, its account, its people, and what it is known by
with

read as (
    select
        v.*,
        -- A site of the list of accounts; a store that is in none may be ours.
        case
            when s.account_id is not null then v.outlet_id
            else coalesce(v.account_id, v.outlet_id)
        end as given_id,
        case
            when s.account_id is not null then coalesce(v.outlet_name, v.account_name)
            else coalesce(v.account_name, v.outlet_name)
        end as given_name,
        coalesce(v.rep, v.technician) as given_rep,
        -- A check-in may be a time alone, its day in another column.
        coalesce(
            v.visited_on, case when as_day(v.checked_in_at) is not null then v.checked_in_at end
        ) as visit_day,
        coalesce(v.done_on, v.day) as done_day,
    from raw_visit as v
    left join accounts as s on v.outlet_id = s.account_id and s.set_aside is null
),

dated as (
    select
        *,
        coalesce(visit_day, done_day, planned_on) as written_day,
        -- A work order that has a day it is planned for and none on which it was done waits.
        visit_day is null and done_day is null as is_only_planned,
    from read
)

select
    d.*,
    as_day(d.written_day) as occurred_on,
    coalesce(
        sound_id(d.visit_id),
        left(
            md5(
                concat_ws(
                    '|',
                    d.work_order,
                    d.written_day,
                    d.given_id,
                    d.given_name,
                    -- One order, one day: what else the row says may change with its state.
                    case
                        when d.work_order is null
                            then
                                concat_ws(
                                    '|',
                                    d.rep_id,
                                    d.given_rep,
                                    d.checked_in_at,
                                    d.visit_type,
                                    d.service_type,
                                    d.purpose,
                                    d.subject,
                                    d.location,
                                    d.notes
                                )
                    end
                )
            ),
            16
        )
    ) as identity,
    p.person_id,
from dated as d
left join people as p on d.rep_id = p.person_id and p.set_aside is null
