-- one row per event or task, before its links are followed
select *, from events
union all by name
select *, from tasks
union all by name
select *, from reported_activities
