-- one row per way that a row of this export, and only one, is written: id or name
with

ways as (
    select
        'account' as kind,
        unnest([account_id, as_words(name)]) as form,
        account_id as record_id,
    from accounts
    where set_aside is null
    union all
    select
        'account' as kind,
        alias as form,
        account_id as record_id,
    from account_aliases
    union all
    select
        'account number' as kind,
        aliases as form,
        account_id as record_id,
    from accounts
    where set_aside is null
    union all
    select
        'contact' as kind,
        unnest([contact_id, as_words(name)]) as form,
        contact_id as record_id,
    from contacts
    where set_aside is null
    union all
    select
        'user' as kind,
        unnest([person_id, as_words(name), lower(email)]) as form,
        person_id as record_id,
    from people
    where set_aside is null
)

select
    kind,
    form,
    min(record_id) as record_id,
    count(distinct record_id) as meanings,
from ways
where form <> ''
group by kind, form
