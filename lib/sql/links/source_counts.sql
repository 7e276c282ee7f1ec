-- one row per table and file whose rows are used, with how many
with

used as (
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
    union all
    select
        'associations' as table_name,
        file,
        row,
        false as is_unlinked,
    from staged_associations
    union all
    select
        'interactions' as table_name,
        file,
        row,
        false as is_unlinked,
    from source_interactions
    where account_id is not null
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
)

select
    table_name,
    file,
    -- A meeting with two accounts is one row of its file.
    count(distinct row) as loaded,
    count(distinct case when is_unlinked then row end) as unlinked,
from used
group by table_name, file
