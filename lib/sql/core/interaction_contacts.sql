-- one row per interaction and contact of theirs who took part, and since when that is known
with

meetings as (
    select
        interaction_id,
        account_id,
        source || ' ' || staged_id as meeting_id,
    from source_interactions
),

taking_part as (
    select
        p.interaction_id,
        p.contact_id,
        p.known_from,
        i.account_id,
        i.meeting_id,
        c.account_id as contact_account_id,
    from source_interaction_contacts as p
    inner join meetings as i on p.interaction_id = i.interaction_id
    left join contacts as c on p.contact_id = c.contact_id
),

-- Of a meeting with two accounts, the people of each are with theirs.
own as (
    select distinct
        meeting_id,
        contact_id,
    from taking_part
    where account_id = contact_account_id
)

select
    t.interaction_id,
    t.contact_id,
    min(t.known_from) as known_from,
from taking_part as t
left join own on t.meeting_id = own.meeting_id and t.contact_id = own.contact_id
where own.contact_id is null or t.account_id = t.contact_account_id
group by t.interaction_id, t.contact_id
