-- one row per interaction and cell that says who of theirs had part in it
select
    source,
    interaction_id,
    their_people as cell,
    false as is_by_id,
from staged_interactions
where their_people is not null
union all
-- Who is named beside an id is named again only where nobody knows the id.
select
    source,
    interaction_id,
    case
        when contact_email is null or contains(contact_email, ';') then contact_name
        when contact_name is null then contact_email
        when contains(contact_name, ';') then contact_name
        else contact_name || ' <' || contact_email || '>'
    end as cell,
    contact_id is not null as is_by_id,
from staged_interactions
where their_people is null and coalesce(contact_name, contact_email) is not null
union all
select
    source,
    interaction_id,
    contact_email as cell,
    contact_id is not null as is_by_id,
from staged_interactions
where contact_email like '%;%'
union all
-- Who said no to an invitation was not there.
select
    source,
    interaction_id,
    array_to_string(
        list_filter(
            as_list(lower(emails)),
            lambda x: not list_contains(as_list(lower(coalesce(declined_emails, ''))), x)
        ),
        ';'
    ) as cell,
    false as is_by_id,
from staged_interactions
where emails is not null
