-- one row per opportunity
select
    deal_id,
    account_id,
    account_name,
    contact_id,
    name,
    as_number(amount) as amount,
    coalesce(currency, as_currency(amount)) as currency,
    stage,
    coalesce(lower(stage) = 'closed won', false) as is_won,
    coalesce(lower(stage) like 'closed%', false) as is_closed,
    as_day(created_on) as created_on,
    as_day(closes_on) as closes_on,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when deal_id is null then 'It has no id'
        when as_flag(is_deleted) then 'It is marked as deleted in EspoCRM'
    end as set_aside,
from raw_opportunity
