-- one row per activity whose parties are rows of their own, with who of them are not ours
select
    lower(trim(p.activity_id, '{} ')) as activity_id,
    string_agg(distinct contacts.record_id, ';' order by contacts.record_id) as contact_ids,
    string_agg(distinct lower(p.address), ';' order by lower(p.address))
    filter (where users.record_id is null and p.address is not null) as addresses,
    min(accounts.record_id) as account_id,
from raw_party as p
left join records as users
    on
        users.kind = 'user'
        and (lower(trim(p.party_id, '{} ')) = users.form or lower(p.address) = users.form)
left join records as contacts
    on contacts.kind = 'contact' and lower(trim(p.party_id, '{} ')) = contacts.form
left join records as accounts
    on accounts.kind = 'account' and lower(trim(p.party_id, '{} ')) = accounts.form
group by lower(trim(p.activity_id, '{} '))
