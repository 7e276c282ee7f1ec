-- one row per support case, with its account where one is known
select
    r.* replace (
        coalesce(collided.new_id, r.case_id) as case_id,
        coalesce(
            own.account_id, anywhere.account_id, named.account_id, found.account_id
        ) as account_id
    ),
    r.case_id as staged_id,
from staged_cases as r
left join account_keys as own on r.source = own.source and r.account_id = own.form
left join account_keys as anywhere on anywhere.source = '' and r.account_id = anywhere.form
left join name_links as named on r.account_id is null and r.account_name = named.written
left join record_accounts as found
    on
        found.table_name = 'cases'
        and r.source = found.source
        and r.case_id = found.record_id
left join id_collisions as collided
    on
        collided.table_name = 'cases'
        and r.source = collided.source
        and r.case_id = collided.record_id
