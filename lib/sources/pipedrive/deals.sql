-- one row per deal
with read as (
    select
        *,
        case
            when lower(status) = 'won' or (status is null and won_on is not null) then 'won'
            when lower(status) = 'lost' or (status is null and lost_on is not null) then 'lost'
            when lower(status) = 'deleted' then 'deleted'
            else 'open'
        end as state,
    from raw_deal
)

select
    coalesce(
        id, 'deal-' || left(md5(concat_ws('|', title, organization, person, created_on)), 16)
    ) as deal_id,
    organization_id as account_id,
    case when organization_id is null then organization end as account_name,
    person_id as contact_id,
    case when person_id is null then person end as contact_name,
    title as name,
    as_number(value) as amount,
    coalesce(currency, as_currency(value)) as currency,
    stage,
    state = 'won' as is_won,
    state in ('won', 'lost') as is_closed,
    as_day(created_on) as created_on,
    as_day(
        case
            when state = 'open' then expected_on
            when state = 'won' then coalesce(won_on, closed_on, expected_on)
            else coalesce(lost_on, closed_on, expected_on)
        end
    ) as closes_on,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    as_moment(modified_on) as modified_at,
    case
        when coalesce(id, title) is null then 'It has no name'
        when state = 'deleted' then 'It is marked as deleted in Pipedrive'
    end as set_aside,
from read
