-- one row per opportunity of a report
with

-- Without ids: two of one name at one account are told apart by the day they close.
known as (
    select
        *,
        concat_ws(' | ', name, account_name) as known_as,
        count(distinct close_date) over (partition by name, account_name, source_file) as closings,
    from raw_report_opportunity
)

select
    coalesce(
        own.record_id,
        case when o.closings > 1 then null else named.record_id end,
        o.known_as || case when o.closings > 1 then coalesce(' | ' || o.close_date, '') else '' end
    ) as deal_id,
    coalesce(accounts.record_id, case when o.account_name is null then o.account_id end)
        as account_id,
    o.account_name,
    o.name,
    as_number(coalesce(o.amount, o.converted_amount)) as amount,
    case when o.amount is null then o.converted_currency else o.currency end as currency,
    o.stage,
    has_won(o.is_won, o.stage) as is_won,
    has_closed(o.is_closed, o.stage) as is_closed,
    as_day(o.created_date) as created_on,
    as_day(o.close_date) as closes_on,
    o.source_file as file,
    o.source_row as row,
    as_day(o.created_date) as recorded_on,
    as_moment(o.last_modified) as modified_at,
    case when coalesce(o.id, o.name) is null then 'It has no name' end as set_aside,
from known as o
left join record_ids as own on o.id = own.form and own.object = 'deal'
left join record_ids as accounts on o.account_id = accounts.form and accounts.object = 'account'
left join named_ids as named
    on named.object = 'deal' and o.id is null and lower(o.name) = named.name_key
