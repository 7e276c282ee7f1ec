-- one row per account that counts for another: the one at the top
with recursive

walks as (
    select
        account_id,
        up_id,
    from ways_up
    -- `union` ends a walk that goes in a circle.
    union
    select
        w.account_id,
        u.up_id,
    from walks as w
    inner join ways_up as u on w.up_id = u.account_id
),

circles as (
    select account_id, from walks
    where account_id = up_id
)

-- The top has none above it; of a circle, where nobody is, the first by id.
select
    w.account_id,
    coalesce(
        min(case when u.account_id is null then w.up_id end),
        min(case when c.account_id is not null then w.up_id end)
    ) as counts_for,
from walks as w
left join ways_up as u on w.up_id = u.account_id
left join circles as c on w.up_id = c.account_id
group by w.account_id
having
    coalesce(
        min(case when u.account_id is null then w.up_id end),
        min(case when c.account_id is not null then w.up_id end)
    ) <> w.account_id
