-- one row per row of a file: the id of its record, and the name it may be known by alone
select
    'account' as object,
    id,
    lower(name) as name_key,
from raw_account
union all
select
    'account' as object,
    id,
    lower(name) as name_key,
from raw_report_account
union all
select
    'contact' as object,
    id,
    cast(null as varchar) as name_key,
from raw_contact
union all
select
    'contact' as object,
    id,
    cast(null as varchar) as name_key,
from raw_report_contact
union all
select
    'user' as object,
    id,
    cast(null as varchar) as name_key,
from raw_user
union all
select
    'user' as object,
    id,
    cast(null as varchar) as name_key,
from raw_report_user
union all
select
    'deal' as object,
    id,
    lower(name) as name_key,
from raw_opportunity
union all
select
    'deal' as object,
    id,
    lower(name) as name_key,
from raw_report_opportunity
union all
select
    'case' as object,
    id,
    ltrim(case_number, '0') as name_key,
from raw_case
union all
select
    'case' as object,
    id,
    ltrim(case_number, '0') as name_key,
from raw_report_case
