-- one row per case, deal or interaction that its own id or name does not give one account
with

records as (
    select
        'cases' as table_name,
        source,
        case_id as record_id,
        account_id,
        account_name,
        account_domain,
        contact_id,
        contact_name,
        contact_email,
    from staged_cases
    union all by name
    select
        'deals' as table_name,
        source,
        deal_id as record_id,
        account_id,
        account_name,
        account_domain,
        contact_id,
        contact_name,
        contact_email,
    from staged_deals
    union all by name
    select
        'interactions' as table_name,
        source,
        interaction_id as record_id,
        account_id,
        account_name,
        account_domain,
        contact_id,
        contact_name,
        contact_email,
        deal_id,
        deal_name,
        case_id,
        regarding,
        emails,
        match_text,
    from staged_interactions
)

select r.*,
from records as r
left join account_keys as own on r.source = own.source and r.account_id = own.form
left join account_keys as anywhere on anywhere.source = '' and r.account_id = anywhere.form
left join name_links as named on r.account_id is null and r.account_name = named.written
where coalesce(own.account_id, anywhere.account_id, named.account_id) is null
