-- one row per opportunity
select
    deal_id,
    account_id,
    account_name,
    name,
    as_number(amount) as amount,
    -- The id of a currency says nothing to anybody.
    case when length(currency) < 36 and currency <> '-99' then currency end as currency,
    stage,
    coalesce(lower(stage) in ('closed won', 'closed_won'), false) as is_won,
    coalesce(regexp_matches(lower(stage), '^closed'), false) as is_closed,
    as_day(created_on) as created_on,
    as_day(closes_on) as closes_on,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    as_moment(modified_at) as modified_at,
    case
        when deal_id is null then 'It has no ID'
        when as_flag(is_deleted) then 'It is marked as deleted in SuiteCRM'
    end as set_aside,
from raw_opportunity
