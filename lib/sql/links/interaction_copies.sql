-- one row per interaction that stands more than once, being with several accounts
select
    source,
    staged_id,
from source_interactions
where interaction_id = staged_id
group by source, staged_id
having
    staged_id in (
        select more.record_id,
        from interaction_accounts as more
        where more.place > 1
    )
