-- one row per loose record and way it names its account, the surest way first
with

ways as (
    select
        table_name,
        source,
        record_id,
        1 as rank,
        'id' as kind,
        unnest(as_list(account_id)) as value,
    from loose_records
    where account_id is not null
    union all
    select
        table_name,
        source,
        record_id,
        2 as rank,
        'name' as kind,
        unnest(as_list(account_name)) as value,
    from loose_records
    where account_name is not null
    union all
    select
        table_name,
        source,
        record_id,
        3 as rank,
        'domain' as kind,
        unnest(as_list(account_domain)) as value,
    from loose_records
    where account_domain is not null
    union all
    select
        table_name,
        source,
        record_id,
        4 as rank,
        'regarding' as kind,
        regarding as value,
    from loose_records
    where regarding is not null
    union all
    select
        table_name,
        source,
        record_id,
        5 as rank,
        'deal' as kind,
        unnest(as_list(deal_id)) as value,
    from loose_records
    where deal_id is not null
    union all
    select
        table_name,
        source,
        record_id,
        5 as rank,
        'case' as kind,
        unnest(as_list(case_id)) as value,
    from loose_records
    where case_id is not null
    union all
    select
        table_name,
        source,
        record_id,
        6 as rank,
        'contact' as kind,
        unnest(as_list(contact_id)) as value,
    from loose_records
    where contact_id is not null
    union all
    select
        table_name,
        source,
        record_id,
        7 as rank,
        'deal_name' as kind,
        unnest(as_list(deal_name)) as value,
    from loose_records
    where deal_name is not null
    union all
    select
        table_name,
        source,
        record_id,
        8 as rank,
        'email' as kind,
        lower(unnest(as_list(contact_email))) as value,
    from loose_records
    where contact_email is not null
    union all
    select
        table_name,
        source,
        record_id,
        9 as rank,
        'email' as kind,
        lower(unnest(as_list(emails))) as value,
    from loose_records
    where emails is not null
    union all
    select
        table_name,
        source,
        record_id,
        10 as rank,
        'contact_name' as kind,
        unnest(as_list(contact_name)) as value,
    from loose_records
    where contact_name is not null
)

select
    *,
    case
        when kind in ('domain', 'email') then as_domain(value)
        when kind in ('regarding', 'contact_name', 'deal_name') then as_words(value)
        else value
    end as form,
from ways
