-- one row per deal (a potential, as it was called before)
select
    coalesce(as_id(id), 'deal-' || left(md5(concat_ws('|', name, account, closes, amount)), 16))
        as deal_id,
    as_id(account_id) as account_id,
    account as account_name,
    as_id(contact_id) as contact_id,
    contact as contact_name,
    name,
    as_number(amount) as amount,
    coalesce(currency, as_currency(amount)) as currency,
    stage,
    coalesce(regexp_matches(as_words(stage), '^(closed )?won\b'), false) as is_won,
    coalesce(regexp_matches(as_words(stage), '^closed\b|^(won|lost)\b'), false) as is_closed,
    as_day(created) as created_on,
    as_day(closes) as closes_on,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_id(id) is null and name is null then 'It has neither a usable id nor a name'
    end as set_aside,
from raw_deal
