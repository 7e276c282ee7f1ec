-- one row per interaction and stretch of days in which its evidence is the same
with

-- What an activity is linked to may have been recorded after it: until then nobody could know.
linked as (
    select
        i.*,
        greatest(
            coalesce(
                i.recorded_on,
                -- A plan that bears no stamp was known when its export was made.
                case when o.meaning = 'planned' then least(i.occurred_on, v.day) end,
                i.occurred_on
            ),
            coalesce(i.account_known_on, cast('0001-01-01' as date))
        ) as recorded_by,
        greatest(
            case
                when i.case_id is not null then coalesce(c.recorded_on, cast('0001-01-01' as date))
            end,
            case
                when i.deal_id is not null
                    then coalesce(d.recorded_on, d.closes_on, cast('0001-01-01' as date))
            end
        ) as linked_by,
        s.severity as linked_severity,
        d.name as linked_deal,
        d.deal_id is not null and (not d.is_closed or d.closes_on > i.occurred_on) as is_deal_open,
    from source_interactions as i
    left join stated_values as o on o.stated_column = 'outcome' and i.outcome = o.value
    left join newest_stamps as v on i.source = v.source
    left join source_cases as c on i.case_id = c.case_id
    left join severe_cases as s on i.case_id = s.case_id
    left join source_deals as d on i.deal_id = d.deal_id
)

-- Where the link came later, the interaction reads twice: before it was known, and since.
select
    linked.*,
    case when later.is_later then linked_by else recorded_by end as known_from,
    case
        when linked_by > recorded_by and not later.is_later then linked_by
        else cast('9999-12-31' as date)
    end as known_until,
    later.is_later or coalesce(linked_by <= recorded_by, false) as is_link_known,
from linked
cross join (values (false), (true)) as later (is_later)
where not later.is_later or linked_by > recorded_by
