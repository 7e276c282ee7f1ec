-- one row per deal
with

told as (
    select
        *,
        coalesce(as_flag(is_won), says_won(stage), false) as was_won,
    from raw_deal
)

select
    coalesce(
        as_id(deal_id),
        'deal-' || left(md5(concat_ws('|', name, account_id, account_name, created_on)), 16)
    ) as deal_id,
    as_id(account_id) as account_id,
    account_name,
    contact_name,
    contact_email,
    name,
    as_number(amount) as amount,
    coalesce(currency, as_currency(amount)) as currency,
    stage,
    was_won as is_won,
    coalesce(
        as_flag(is_closed),
        was_won or says_lost(stage) or says_closed(stage) or closed_on is not null,
        was_won
    ) as is_closed,
    as_day(created_on) as created_on,
    coalesce(as_day(closed_on), as_day(closes_on)) as closes_on,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    case when coalesce(deal_id, name) is null then 'It has no name' end as set_aside,
from told
