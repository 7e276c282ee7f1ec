-- one row per as-of date and account with people: how many of theirs, and whom of them we met
with

ranked as (
    select
        p.*,
        min(p.title_rank) over (partition by p.as_of_on, p.account_id) as top_rank,
    from person_as_of as p
)

select
    as_of_on,
    account_id,
    min(top_rank) as top_rank,
    count(case when title_rank = top_rank and last_met_on is not null then 1 end) as tops_met,
    count(case when is_spoken_365 and horizon = 'orders' then 1 end) as spoken_orders,
    count(case when is_spoken_365 and horizon <> 'orders' then 1 end) as spoken_beyond,
    count(case when is_spoken_365 and horizon is null then 1 end) as spoken_unknown,
    count(case when horizon = 'future' then 1 end) as future_known,
    count(case when is_met_365 and horizon = 'future' then 1 end) as future_met_365,
    max(case when horizon = 'future' then last_met_on end) as future_last_met_on,
    count(*) as people,
    max(last_spoken_on) as last_spoken_on,
from ranked
group by as_of_on, account_id
