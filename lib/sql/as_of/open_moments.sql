-- one row per as-of date and account at a turning point nobody has talked over: the weightiest
with

ranked as (
    select
        m.as_of_on,
        m.account_id,
        m.moment,
        m.moment_on,
        m.closes_on,
        w.points,
        row_number() over (
            partition by m.as_of_on, m.account_id
            order by
                -- Where it leaves, no other counts.
                case when m.moment = 'leaving' then 0 else 1 end,
                w.points desc, m.closes_on asc, m.moment asc, m.moment_on asc
        ) as place,
    from moment_days as m
    inner join next_weights as w
        on
            m.moment = w.reason
            and m.as_of_on >= w.valid_from
            and m.as_of_on < w.valid_until
    left join account_clocks as c on m.as_of_on = c.as_of_on and m.account_id = c.account_id
    -- As `open` in moments_as_of: within a window still open, the last meeting is the only one
    -- to look at.
    where
        m.closes_on >= m.as_of_on
        and m.moment_on is not null
        and coalesce(c.last_in_person_on < m.opens_on, true)
)

select
    as_of_on,
    account_id,
    moment,
    moment_on,
    closes_on,
    points,
from ranked
where place = 1
