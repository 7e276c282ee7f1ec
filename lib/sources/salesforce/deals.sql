-- one row per opportunity
select
    own.record_id as deal_id,
    coalesce(accounts.record_id, o.account_id) as account_id,
    o.account_name,
    o.name,
    as_number(o.amount) as amount,
    coalesce(o.currency, as_currency(o.amount)) as currency,
    o.stage_name as stage,
    has_won(o.is_won, o.stage_name) as is_won,
    has_closed(o.is_closed, o.stage_name) as is_closed,
    as_day(o.created_date) as created_on,
    as_day(o.close_date) as closes_on,
    o.source_file as file,
    o.source_row as row,
    as_day(o.created_date) as recorded_on,
    as_moment(o.last_modified) as modified_at,
    case
        when o.id is null then 'It has no Id'
        when as_flag(o.is_deleted) then 'It is marked as deleted in Salesforce'
    end as set_aside,
from raw_opportunity as o
left join record_ids as own on o.id = own.form and own.object = 'deal'
left join record_ids as accounts on o.account_id = accounts.form and accounts.object = 'account'
union all by name
select *, from reported_deals
