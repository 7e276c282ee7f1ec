-- one row per case, deal, promise or invoice: its account if known, and the id it goes by here
with

records as (
    select
        'cases' as table_name,
        source,
        case_id as staged_id,
        account_id,
        account_name,
    from staged_cases
    union all
    select
        'deals' as table_name,
        source,
        deal_id as staged_id,
        account_id,
        account_name,
    from staged_deals
    union all
    select
        'commitments' as table_name,
        source,
        commitment_id as staged_id,
        account_id,
        account_name,
    from staged_commitments
    union all
    select
        'invoices' as table_name,
        source,
        invoice_id as staged_id,
        account_id,
        account_name,
    from staged_invoices
)

select
    r.table_name,
    r.source,
    r.staged_id,
    coalesce(collided.new_id, r.staged_id) as record_id,
    -- What a ledger calls a customer by number, another system may call somebody else.
    coalesce(
        own.account_id, sold_to.account_id, anywhere.account_id, named.account_id, found.account_id
    ) as account_id,
from records as r
left join account_keys as own on r.source = own.source and r.account_id = own.form
left join account_keys as anywhere on anywhere.source = '' and r.account_id = anywhere.form
left join name_links as named on r.account_id is null and r.account_name = named.written
left join name_links as sold_to
    on
        r.table_name = 'invoices'
        and r.account_name = sold_to.written
        -- A name that is some id names that account to nobody who gives a number beside it.
        and (r.account_id is null or r.account_id <> r.account_name)
left join record_accounts as found
    on
        r.table_name = found.table_name
        and r.source = found.source
        and r.staged_id = found.record_id
left join id_collisions as collided
    on
        r.table_name = collided.table_name
        and r.source = collided.source
        and r.staged_id = collided.record_id
