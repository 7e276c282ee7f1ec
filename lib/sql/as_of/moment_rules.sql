-- one row per as-of date: the windows of promises, turning points, refusals and silence
select
    as_of.as_of_on,
    max(case when r.rule = 'promise_task_days' then cast(r.value as integer) end) as task_days,
    max(case when r.rule = 'first_purchase_days' then cast(r.value as integer) end)
        as purchase_after,
    max(case when r.rule = 'first_year_days_before' then cast(r.value as integer) end)
        as year_before,
    max(case when r.rule = 'first_year_days_after' then cast(r.value as integer) end) as year_after,
    max(case when r.rule = 'kick_off_days_before' then cast(r.value as integer) end) as kick_before,
    max(case when r.rule = 'kick_off_days_after' then cast(r.value as integer) end) as kick_after,
    max(case when r.rule = 'renewal_days_before' then cast(r.value as integer) end)
        as renewal_before,
    max(case when r.rule = 'leaving_days_after' then cast(r.value as integer) end) as leaving_after,
    max(case when r.rule = 'leaving_days_before' then cast(r.value as integer) end)
        as leaving_before,
    max(case when r.rule = 'early_days' then cast(r.value as integer) end) as early_days,
    max(case when r.rule = 'silent_days' then cast(r.value as integer) end) as silent_days,
    max(case when r.rule = 'long_days' then cast(r.value as integer) end) as long_days,
    max(case when r.rule = 'long_conversations' then cast(r.value as integer) end)
        as long_conversations,
from as_of
inner join rules as r on as_of.as_of_on >= r.valid_from and as_of.as_of_on < r.valid_until
group by as_of.as_of_on
