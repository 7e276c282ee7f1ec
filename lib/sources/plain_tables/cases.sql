-- one row per complaint or ticket
with

read as (
    select
        *,
        coalesce(as_day(opened_on), as_day(complained_on)) as began_on,
    from raw_case
)

select
    coalesce(
        sound_id(case_id),
        'case-' || left(
            md5(concat_ws('|', complained_on, opened_on, account_id, account_name, subject)), 16
        )
    ) as case_id,
    sound_id(account_id) as account_id,
    account_name,
    contact_name,
    contact_email,
    began_on as opened_on,
    as_day(closed_on) as closed_on,
    priority,
    coalesce(as_flag(is_escalated), false) or coalesce(as_words(status) = 'escalated', false)
        as is_escalated,
    coalesce(
        as_flag(is_closed),
        closed_on is not null or says_closed(status),
        false
    ) as is_closed,
    subject,
    source_file as file,
    source_row as row,
    began_on as recorded_on,
    case
        when coalesce(case_id, subject) is null then 'It has no number'
        when opened_on is not null or complained_on is not null
            then date_fault(coalesce(opened_on, complained_on), began_on)
    end as set_aside,
from read
