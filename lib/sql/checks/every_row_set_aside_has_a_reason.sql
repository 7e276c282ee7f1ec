-- one row per row set aside without a reason, or missing from the list of them
with r as (
    select
        file,
        count(*) as rejects,
    from core.rejects
    group by file
)

select file,
from core.rejects
where reason is null or reason = ''
union all
select l.file,
from core.loads as l
left join r on l.file = r.file
where l.rows_set_aside <> coalesce(r.rejects, 0)
