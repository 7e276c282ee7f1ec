-- one row per other way an account's id is written
select
    record_ids.form as alias_id,
    record_ids.form as alias,
    record_ids.record_id as account_id,
    accounts.file,
    accounts.row,
    accounts.recorded_on,
    cast(null as varchar) as set_aside,
from record_ids
inner join accounts on record_ids.record_id = accounts.account_id
where record_ids.object = 'account' and accounts.set_aside is null
