-- one row per source and way a contact with an account is written: id, address or name
with

ways as (
    select
        source,
        'id' as kind,
        staged_id as form,
        contact_id,
        account_id,
        recorded_on,
    from source_contacts
    where account_id is not null
    union all
    select
        c.source,
        'email' as kind,
        lower(unnest(as_list(c.email))) as form,
        c.contact_id,
        c.account_id,
        c.recorded_on,
    from source_contacts as c
    where c.account_id is not null and c.email is not null
    union all
    select
        c.source,
        'name' as kind,
        as_words(c.name) as form,
        c.contact_id,
        c.account_id,
        c.recorded_on,
    from source_contacts as c
    where c.account_id is not null and as_words(c.name) <> ''
)

-- Two people of one name at one account are no question of which account. Without a source: in
-- all of them together.
select
    coalesce(source, '') as source,
    kind,
    form,
    min(contact_id) as contact_id,
    min(account_id) as account_id,
    min(recorded_on) as recorded_on,
from ways
group by grouping sets ((source, kind, form), (kind, form))
having count(distinct account_id) = 1
