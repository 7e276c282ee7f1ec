-- one row per account that a log names, where no other export brings accounts
select
    coalesce(account_id, name_key) as account_id,
    min(coalesce(account, account_id)) as name,
    min(source_file) as file,
    min(source_row) as row,
    -- Nobody here had heard of it before it was first logged.
    min(coalesce(as_day_in_order(recorded_on, date_order), occurred_on)) as recorded_on,
    cast(null as varchar) as set_aside,
from visits
where
    coalesce(account_id, name_key) is not null
    and (select count(*), from known_account_names) = 0
group by coalesce(account_id, name_key)
