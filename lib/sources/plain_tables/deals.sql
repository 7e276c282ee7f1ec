-- one row per deal
with

read as (
    select
        *,
        ' ' || as_words(stage) || ' ' as stage_words,
        coalesce(as_day(closed_on), as_day(closes_on)) as ends_on,
    from raw_deal
),

told as (
    select
        *,
        coalesce(
            as_flag(is_won),
            regexp_matches(stage_words, ' (won|gewonnen|ganad[oa]|ganh[oa]|gagnee?|vint[oa]) ')
            and not contains(stage_words, ' not '),
            false
        ) as was_won,
        coalesce(
            regexp_matches(
                stage_words, ' (lost|verloren|perdid[oa]|perdue?|pers[oa]|disqualified|abandoned) '
            ),
            false
        ) as was_lost,
    from read
)

select
    coalesce(
        whole_id(deal_id),
        'deal-' || left(md5(concat_ws('|', name, account_id, account_name, created_on)), 16)
    ) as deal_id,
    whole_id(account_id) as account_id,
    account_name,
    contact_name,
    contact_email,
    name,
    as_number(amount) as amount,
    currency,
    stage,
    was_won as is_won,
    coalesce(
        as_flag(is_closed),
        was_won or was_lost
        or (starts_with(stage_words, ' closed ') and not contains(stage_words, ' closing '))
        or closed_on is not null,
        false
    ) as is_closed,
    as_day(created_on) as created_on,
    ends_on as closes_on,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    case when coalesce(deal_id, name) is null then 'It has no name' end as set_aside,
from told
