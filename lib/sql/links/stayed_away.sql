-- one row per interaction that all of ours who were invited declined
with

answers as (
    select
        source,
        interaction_id,
        lower(unnest(as_list(emails))) as email,
        false as is_no,
    from staged_interactions
    where declined_emails is not null
    union all
    select
        source,
        interaction_id,
        lower(unnest(as_list(declined_emails))) as email,
        true as is_no,
    from staged_interactions
    where declined_emails is not null
),

people as (
    select
        source,
        interaction_id,
        email,
        bool_or(is_no) as is_no,
    from answers
    where as_domain(email) in (select o.domain, from our_domains as o)
    group by source, interaction_id, email
)

select
    source,
    interaction_id,
from people
group by source, interaction_id
having bool_and(is_no)
