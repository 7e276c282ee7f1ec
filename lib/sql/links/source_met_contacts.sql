-- one row per person of theirs whom contacts name: what these say of them, and since when
select
    contact_id,
    bool_and(is_new) as is_named_only,
    min(account_id) as account_id,
    -- The longest writing, of these the one written first.
    min_by(name, (-length(name), known_from, name)) as name,
    min(email) as email,
    min_by(title, (known_from, title)) filter (where title is not null) as title,
    min(known_from) filter (where title is not null) as title_known_from,
    min(known_from) as known_from,
from people_met
group by contact_id
