-- one row per activity that names people, with who of them is ours, a contact or an account
with

written as (
    select
        source_file,
        source_row,
        unnest(
            as_list(
                concat_ws(
                    ';', required, optional, call_from, call_to, email_from, email_to, email_cc
                )
            )
        ) as written,
    from activities
    where
        coalesce(required, optional, call_from, call_to, email_from, email_to, email_cc) is not null
),

-- "Ann Lee <ann@acme.com>"
spelled as (
    select
        *,
        coalesce(nullif(regexp_extract(written, '<([^<>@\s]+@[^<>\s]+)>', 1), ''), written) as name,
    from written
),

-- Whoever owns a record is a user, or a team of them.
owners as (
    select distinct as_words(owner) as form,
    from activities
    where owner is not null
),

read as (
    select
        s.source_file,
        s.source_row,
        s.name,
        contains(s.name, '@') as is_address,
        coalesce(users.form, owners.form) is not null as is_ours,
        accounts.form is not null as is_account,
        contacts.record_id as contact_id,
    from spelled as s
    left join records as users
        on
            users.kind = 'user'
            and case when contains(s.name, '@') then lower(s.name) else as_words(s.name) end
            = users.form
    left join owners on as_words(s.name) = owners.form
    left join records as accounts
        on accounts.kind = 'account' and as_words(s.name) = accounts.form
    left join records as contacts
        on
            contacts.kind = 'contact'
            and contacts.meanings = 1
            and as_words(s.name) = contacts.form
)

select
    source_file,
    source_row,
    string_agg(distinct name, ';' order by name) filter (where is_ours) as colleagues,
    string_agg(distinct name, ';' order by name) filter (where is_address and not is_ours)
        as addresses,
    string_agg(distinct name, ';' order by name)
    filter (where not is_address and not is_ours and not is_account and contact_id is null)
        as contact_names,
    -- Who is the only contact of that name is as sure as an id: two companies at a table are two.
    string_agg(distinct contact_id, ';' order by contact_id)
    filter (where not is_ours and not is_account) as contact_ids,
    min(name) filter (where is_account and not is_ours) as account,
from read
group by source_file, source_row
