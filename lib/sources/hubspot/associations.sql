-- one row per link that a bridge table holds
with

told as (
    select
        *,
        case
            when engagement_id is not null then 'interaction'
            when ticket_id is not null then 'case'
            when deal_id is not null then 'deal'
            else 'contact'
        end as object,
        as_id(coalesce(engagement_id, ticket_id, deal_id, contact_id)) as record_id,
        case
            when company_id is not null then 'account'
            when contact_id is not null then 'contact'
            when deal_id is not null then 'deal'
            else 'case'
        end as target,
        as_id(coalesce(company_id, contact_id, deal_id, ticket_id)) as target_id,
    from raw_association
)

select
    concat_ws(':', object, record_id, target, target_id) as association_id,
    object,
    record_id,
    target,
    target_id,
    source_file as file,
    source_row as row,
    cast(null as date) as recorded_on,
    case
        when record_id is null or target_id is null or object = target
            then 'It does not name two records'
    end as set_aside,
from told
