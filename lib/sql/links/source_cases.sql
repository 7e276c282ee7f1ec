-- one row per support case, with its account where one is known
select
    r.* replace (s.record_id as case_id, s.account_id as account_id),
    r.case_id as staged_id,
from staged_cases as r
inner join settled_records as s
    on s.table_name = 'cases' and r.source = s.source and r.case_id = s.staged_id
