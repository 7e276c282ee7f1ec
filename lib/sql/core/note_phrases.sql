-- one row per interaction and phrase in its notes that several accounts' notes repeat
with

said as (
    select
        i.interaction_id,
        h.phrase,
        min(h.excerpt) as excerpt,
    from source_interactions as i
    inner join heard_phrases as h on i.notes = h.text
    group by i.interaction_id, h.phrase
)

select
    interaction_id,
    phrase,
    excerpt,
from said
