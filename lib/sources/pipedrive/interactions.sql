-- one row per activity or note
select *, from activities
union all by name
select *, from notes
