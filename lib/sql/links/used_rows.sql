-- one row per row of a file that is used, and whether its record leads to no account
select
    'accounts' as table_name,
    file,
    row,
    false as is_unlinked,
from source_accounts
union all
select
    'people' as table_name,
    file,
    row,
    false as is_unlinked,
from source_people
union all
select
    'participants' as table_name,
    file,
    row,
    false as is_unlinked,
from source_participants
where not is_copy
union all
-- A meeting with two accounts is one row of its file.
select
    'interactions' as table_name,
    file,
    row,
    false as is_unlinked,
from source_interactions
where account_id is not null and not is_copy
union all
select
    'contacts' as table_name,
    file,
    row,
    account_id is null as is_unlinked,
from source_contacts
union all
select
    'cases' as table_name,
    file,
    row,
    account_id is null as is_unlinked,
from source_cases
union all
select
    'deals' as table_name,
    file,
    row,
    account_id is null as is_unlinked,
from source_deals
union all
select
    'commitments' as table_name,
    file,
    row,
    account_id is null as is_unlinked,
from source_commitments
where file is not null
union all
-- Twelve months of sales are one row of a sheet.
select
    'invoices' as table_name,
    file,
    row,
    bool_and(account_id is null) as is_unlinked,
from source_invoices
group by file, row
union all
select
    'associations' as table_name,
    file,
    row,
    false as is_unlinked,
from staged_associations
