-- one row per interaction and account it was with; those that lead to no account wait with none
with

organisers as (
    select
        source,
        interaction_id,
        min(person_id) as person_id,
        min(name) as name,
    from colleagues_named
    where is_organiser
    group by source, interaction_id
),

first_colleagues as (
    select
        source,
        interaction_id,
        min(person_id) as person_id,
    from colleagues_named
    group by source, interaction_id
)

select
    i.* replace (
        coalesce(collided.new_id, i.interaction_id)
        || case when found.place > 1 then '|' || found.account_id else '' end as interaction_id,
        coalesce(own.account_id, anywhere.account_id, named.account_id, found.account_id)
            as account_id,
        case
            when found.is_declined then 'declined'
            when away.interaction_id is not null then 'cancelled'
            else i.outcome
        end as outcome,
        greatest(i.account_known_on, found.known_on) as account_known_on,
        coalesce(i.organiser_id, organisers.person_id, first_colleagues.person_id) as organiser_id,
        coalesce(i.organiser_name, organisers.name, i.organiser_email, i.colleagues)
            as organiser_name,
        -- Of several, the first is what it was about, and whom it was with.
        coalesce(case_ids.new_id, split_part(i.case_id, ';', 1)) as case_id,
        coalesce(deal_ids.new_id, split_part(i.deal_id, ';', 1)) as deal_id,
        split_part(i.contact_id, ';', 1) as contact_id,
        coalesce(said.masked, i.subject) as subject,
        coalesce(placed.masked, i.location) as location,
        coalesce(noted.masked, i.notes) as notes,
        coalesce(introduced.masked, i.introductions) as introductions,
        coalesce(brought.masked, i.information_given) as information_given,
        coalesce(toured.masked, i.tour) as tour
    ),
    i.interaction_id as staged_id,
    coalesce(found.place > 1, false) as is_copy,
    case
        when coalesce(own.account_id, anywhere.account_id) is not null then 'id'
        when named.account_id is not null then 'name'
        else found.kind
    end as match_basis,
from staged_interactions as i
left join masked_texts as said on i.subject = said.text
left join masked_texts as placed on i.location = placed.text
left join masked_texts as noted on i.notes = noted.text
left join masked_texts as introduced on i.introductions = introduced.text
left join masked_texts as brought on i.information_given = brought.text
left join masked_texts as toured on i.tour = toured.text
left join account_keys as own on i.source = own.source and i.account_id = own.form
left join account_keys as anywhere on anywhere.source = '' and i.account_id = anywhere.form
left join name_links as named on i.account_id is null and i.account_name = named.written
left join stayed_away as away
    on i.source = away.source and i.interaction_id = away.interaction_id
left join interaction_accounts as found
    on i.source = found.source and i.interaction_id = found.record_id
left join
    organisers
    on i.source = organisers.source and i.interaction_id = organisers.interaction_id
left join first_colleagues
    on
        i.source = first_colleagues.source
        and i.interaction_id = first_colleagues.interaction_id
left join id_collisions as collided
    on
        collided.table_name = 'interactions'
        and i.source = collided.source
        and i.interaction_id = collided.record_id
left join id_collisions as case_ids
    on
        case_ids.table_name = 'cases'
        and i.source = case_ids.source
        and split_part(i.case_id, ';', 1) = case_ids.record_id
left join id_collisions as deal_ids
    on
        deal_ids.table_name = 'deals'
        and i.source = deal_ids.source
        and split_part(i.deal_id, ';', 1) = deal_ids.record_id
