-- one row per party of an activity
select
    coalesce(p.id, concat_ws(':', p.activity_id, p.party_id, p.address, p.part)) as participant_id,
    lower(trim(p.activity_id, '{} ')) as interaction_id,
    users.record_id as person_id,
    contacts.record_id as contact_id,
    coalesce(p.party_name, p.address) as name,
    p.source_file as file,
    p.source_row as row,
    cast(null as date) as recorded_on,
    case
        when p.activity_id is null then 'It names no activity'
        when coalesce(users.record_id, contacts.record_id) is null
            then
                'Who it names is neither a user nor a contact here: '
                || coalesce(p.party_id, p.party_name, p.address, 'nobody')
    end as set_aside,
from raw_party as p
left join records as users
    on users.kind = 'user' and lower(trim(p.party_id, '{} ')) = users.form
left join records as contacts
    on contacts.kind = 'contact' and lower(trim(p.party_id, '{} ')) = contacts.form
