-- one row per activity of any kind, before who took part in it is read
with

told as materialized (
    select *, from told_activities
),

-- Without its hidden columns an activity is known by what it says: the same one in last week's
-- view and in this week's is one, twice in one file it is two.
idless as (
    select
        source_file,
        source_row,
        content,
        row_number() over (partition by source_file, content order by source_row) as repetition,
        count(*) over (partition by source_file, content) as copies,
    from told
    where id is null
),

-- Another file of the export may still have its id.
given as (
    select
        content,
        min(id) as id,
    from told
    where id is not null and content in (select i.content, from idless as i)
    group by content
    having count(distinct id) = 1
)

select
    t.* exclude (told_state, content),
    coalesce(
        t.id,
        given.id,
        'activity-' || left(
            md5(
                concat_ws(
                    '|',
                    t.kind,
                    lower(t.subject),
                    as_moment(coalesce(t.starts, t.ends, t.sent_on, t.actual_end, t.created_on)),
                    lower(coalesce(t.regarding, t.regarding_id)),
                    lower(t.owner)
                )
            ), 16
        )
        || case when idless.repetition > 1 then '-' || idless.repetition else '' end
    ) as interaction_id,
    -- What was done and has no date of its own was entered when it was done.
    case
        when t.state = 'completed' then coalesce(t.planned_for, t.created_on)
        when t.kind = 'email' then coalesce(t.planned_for, t.created_on)
        else t.planned_for
    end as happened,
from told as t
left join idless on t.source_file = idless.source_file and t.source_row = idless.source_row
left join given on idless.content = given.content and idless.copies = 1
