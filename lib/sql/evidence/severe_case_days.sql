-- one row per account and day on which a severe case was opened lately
select
    c.account_id,
    cast(c.opened_on + cast(o.days as integer) as date) as day,
    -- The newest; of several that day, the first by id.
    min_by(c.case_id, (-epoch(c.opened_on), c.case_id)) as case_id,
    max(c.opened_on) as opened_on,
from severe_cases as c
inner join rules as r on r.rule = 'severe_case_days'
inner join day_offsets as o
    on
        r.value > o.days
        and c.opened_on + cast(o.days as integer) >= r.valid_from
        and c.opened_on + cast(o.days as integer) < r.valid_until
where c.account_id is not null and c.opened_on is not null
group by c.account_id, cast(c.opened_on + cast(o.days as integer) as date)
