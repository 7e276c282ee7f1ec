-- one row per promise that is done by the as-of date and said to be told: the first contact since
with

said as (
    select
        as_of_on,
        commitment_id,
        account_id,
        task_id,
        coalesce(done_on, cast('0001-01-01' as date)) as done_on,
        -- Of one told on a day, nothing older than its making is known.
        coalesce(learnt_on, recorded_on, cast('0001-01-01' as date)) as learnt_on,
    from promises_known
    where
        (done_on <= as_of_on or is_done)
        and (told_on <= as_of_on or is_told)
)

select
    s.as_of_on,
    s.commitment_id,
    min(i.occurred_on) as contact_on,
from said as s
inner join all_interactions as i
    on
        s.account_id = i.account_id
        and s.as_of_on >= i.occurred_on
        and s.as_of_on >= i.known_from
        and s.as_of_on < i.known_until
where
    i.outcome = 'completed'
    -- Nobody was told by a to-do that was ticked off.
    and i.setting <> 'unknown'
    and i.occurred_on >= s.done_on
    and i.occurred_on > s.learnt_on
    and i.interaction_id <> coalesce(s.task_id, '')
group by s.as_of_on, s.commitment_id
