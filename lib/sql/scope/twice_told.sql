-- one row per interaction that another row of its meeting stands for at the same account
with

rows_amended as (
    select
        interaction_id,
        meeting_id,
        coalesce(moved_to, account_id) as account_id,
        bool_or(is_moved) as is_moved,
        bool_or(told_setting is not null or told_purpose is not null) as is_told,
    from rejudged
    where coalesce(told_account_id, '-') <> ''
    group by interaction_id, meeting_id, coalesce(moved_to, account_id)
),

-- What nobody corrected, where a row of the same meeting went to its account.
rows_met as (
    select distinct
        i.interaction_id,
        r.meeting_id,
        r.account_id,
        false as is_moved,
        false as is_told,
    from rows_amended as r
    inner join core.interactions as i on r.account_id = i.account_id
    where
        r.is_moved
        and i.interaction_id in (r.meeting_id, r.meeting_id || '|' || r.account_id)
        and not exists (
            select 1, from touched as t
            where t.interaction_id = i.interaction_id
        )
)

-- A person's word on place or purpose is kept, then the row that says it was moved.
select interaction_id,
from (
    select *, from rows_amended
    where account_id is not null
    union all
    select *, from rows_met
) as met
qualify row_number() over (
    partition by meeting_id, account_id order by is_told desc, is_moved desc, interaction_id asc
) > 1
