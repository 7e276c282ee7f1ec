-- one row per interaction and theme that a customer raised in it
with

said as (
    select
        i.interaction_id,
        i.account_id,
        h.theme,
        h.phrase,
        h.excerpt,
        'notes' as said_in,
        1 as place,
    from source_interactions as i
    inner join heard_themes as h on h.said_in = 'notes' and i.notes = h.text
    union all
    select
        i.interaction_id,
        i.account_id,
        h.theme,
        h.phrase,
        h.excerpt,
        'subject' as said_in,
        2 as place,
    from source_interactions as i
    inner join heard_themes as h on h.said_in = 'subject' and i.subject = h.text
),

ranked as (
    select
        said.*,
        row_number() over (
            partition by said.interaction_id, said.theme
            order by said.place, said.excerpt
        ) as number,
    from said
    left join account_words as w on said.account_id = w.account_id
    -- "Quality Automation Ltd" raises no theme by its name.
    where position(' ' || lower(said.phrase) || ' ' in ' ' || coalesce(w.name_key, '') || ' ') = 0
)

select
    interaction_id,
    theme,
    phrase,
    excerpt,
    said_in,
from ranked
where number = 1
