-- one row per as-of date: the points in force for each reason to see an account next
select
    as_of.as_of_on,
    coalesce(max(case when w.reason = 'late' then w.points end), 0) as late,
    coalesce(max(case when w.reason = 'late_most' then w.points end), 0) as late_most,
    coalesce(max(case when w.reason = 'never' then w.points end), 0) as never,
    coalesce(max(case when w.reason = 'unknown' then w.points end), 0) as unknown,
    coalesce(max(case when w.reason = 'value' then w.points end), 0) as value,
    coalesce(max(case when w.reason = 'value_half' then w.points end), 1) as value_half,
    coalesce(max(case when w.reason = 'unprompted' then w.points end), 0) as unprompted,
    coalesce(max(case when w.reason = 'extremes' then w.points end), 0) as extremes,
    coalesce(max(case when w.reason = 'quiet' then w.points end), 0) as quiet,
    coalesce(max(case when w.reason = 'unbooked' then w.points end), 0) as unbooked,
    coalesce(max(case when w.reason = 'booked' then w.points end), 0) as booked,
    coalesce(max(case when w.reason = 'declined' then w.points end), 0) as declined,
from as_of
left join next_weights as w
    on as_of.as_of_on >= w.valid_from and as_of.as_of_on < w.valid_until
group by as_of.as_of_on
