-- one row per as-of date and account: who of theirs is known, and whom of them we met
with

ranked as (
    select
        p.*,
        min(p.title_rank) over (partition by p.as_of_on, p.account_id) as top_rank,
    from person_as_of as p
),

counted as (
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
)

select
    s.as_of_on,
    s.account_id,
    a.name,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    s.status = 'exempt' as is_exempt,
    s.house_value,
    coalesce(c.people, 0) as people,
    c.top_rank,
    coalesce(c.tops_met, 0) = 0 and c.top_rank is not null as is_top_never_met,
    coalesce(c.spoken_orders, 0) as spoken_orders,
    coalesce(c.spoken_beyond, 0) as spoken_beyond,
    coalesce(c.spoken_unknown, 0) as spoken_unknown,
    coalesce(c.future_known, 0) as future_known,
    coalesce(c.future_met_365, 0) as future_met_365,
    c.future_last_met_on,
    c.last_spoken_on,
from status_as_of as s
inner join accounts as a on s.account_id = a.account_id
left join counted as c on s.as_of_on = c.as_of_on and s.account_id = c.account_id
