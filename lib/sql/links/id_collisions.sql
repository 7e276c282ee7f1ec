-- one row per record whose id another system uses too: what it is called here
with

records as (
    select
        'interactions' as table_name,
        source,
        source_order,
        interaction_id as record_id,
    from staged_interactions
    union all
    select
        'cases' as table_name,
        source,
        source_order,
        case_id as record_id,
    from staged_cases
    union all
    select
        'deals' as table_name,
        source,
        source_order,
        deal_id as record_id,
    from staged_deals
    union all
    select
        'contacts' as table_name,
        source,
        source_order,
        contact_id as record_id,
    from staged_contacts
    union all
    select
        'people' as table_name,
        source,
        source_order,
        person_id as record_id,
    from staged_people
    union all
    select
        'commitments' as table_name,
        source,
        source_order,
        commitment_id as record_id,
    from staged_commitments
    union all
    select
        'invoices' as table_name,
        source,
        source_order,
        invoice_id as record_id,
    from staged_invoices
),

shared as (
    select
        table_name,
        record_id,
    from records
    group by table_name, record_id
    having min(source) <> max(source)
)

select
    r.table_name,
    r.source,
    r.record_id,
    r.source || ':' || r.record_id as new_id,
from records as r
inner join shared as s on r.table_name = s.table_name and r.record_id = s.record_id
qualify row_number() over (
    partition by r.table_name, r.record_id order by r.source_order asc, r.source asc
) > 1
