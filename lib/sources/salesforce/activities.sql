-- one row per event or task, before its links are followed
select *, from events
union all by name
select *, from tasks
