-- one row per as-of date, horizon and rank: people of theirs, and how lately we met them
select
    as_of_on,
    coalesce(horizon, 'unknown') as horizon,
    title_rank,
    count(*) as people,
    count(case when is_met_365 then 1 end) as met_365,
    count(case when is_spoken_365 then 1 end) as spoken_365,
    max(last_met_on) as last_met_on,
from person_as_of
where status <> 'exempt'
group by as_of_on, coalesce(horizon, 'unknown'), title_rank
