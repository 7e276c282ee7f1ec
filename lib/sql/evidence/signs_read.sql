-- one row per interaction and sign in it of a tour, an introduction or a gift of information
with

stated as (
    select
        i.interaction_id,
        s.kind,
        s.sign,
        s.outcome,
        'the export says "' || s.value || '"' as evidence,
    from source_interactions as i
    inner join stated_signs as s on s.kind = 'tour' and i.tour = s.value
    union all
    select
        i.interaction_id,
        s.kind,
        s.sign,
        s.outcome,
        'the export says "' || s.value || '"' as evidence,
    from source_interactions as i
    inner join stated_signs as s on s.kind = 'introduction' and i.introductions = s.value
    union all
    select
        i.interaction_id,
        s.kind,
        s.sign,
        s.outcome,
        'the export says "' || s.value || '"' as evidence,
    from source_interactions as i
    inner join stated_signs as s on s.kind = 'information' and i.information_given = s.value
),

-- What the notes say of it goes before what the subject says.
said as (
    select
        i.interaction_id,
        h.*,
        1 as place,
    from source_interactions as i
    inner join heard_signs as h on h.said_in = 'notes' and i.notes = h.text
    union all
    select
        i.interaction_id,
        h.*,
        2 as place,
    from source_interactions as i
    inner join heard_signs as h on h.said_in = 'subject' and i.subject = h.text
),

inferred as (
    select
        said.*,
        -- A tour taken says more than one refused, and that more than one asked for.
        row_number() over (
            partition by
                said.interaction_id,
                case when said.kind = 'introduction' then said.sign else said.kind end
            order by
                case said.sign
                    when 'tour_taken' then 1 when 'tour_not_feasible' then 2 else 3
                end,
                said.place,
                said.excerpt
        ) as number,
    from said
    where
        not exists (
            select 1, from stated
            where stated.interaction_id = said.interaction_id and stated.kind = said.kind
        )
)

select
    interaction_id,
    kind,
    sign,
    'stated' as basis,
    evidence,
    outcome,
from stated
where sign <> kind || '_none'
union all
select
    interaction_id,
    kind,
    sign,
    'inferred' as basis,
    excerpt as evidence,
    outcome,
from inferred
where number = 1
