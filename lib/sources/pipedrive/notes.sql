-- one row per note: what somebody wrote down, not whom they met
select
    coalesce(id, 'note-' || source_row) as interaction_id,
    organization as account_name,
    as_day(created_on) as occurred_on,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    'It is a note, not a contact' as set_aside,
from raw_note
