-- one row per source and way an account's id is written there
with

ways as (
    select
        source,
        staged_id as form,
        account_id,
        1 as rank,
    from account_folds
    union all
    select
        a.source,
        a.alias as form,
        f.account_id,
        2 as rank,
    from staged_account_aliases as a
    inner join account_folds as f on a.source = f.source and a.account_id = f.staged_id
),

-- Another system may use our ids: where only one account of all is written so, it is that one.
everywhere as (
    select
        '' as source,
        form,
        min(account_id) as account_id,
        3 as rank,
    from ways
    group by form
    having count(distinct account_id) = 1
),

numbers as (
    select
        '' as source,
        unnest(as_list(k.aliases)) as form,
        f.account_id,
        4 as rank,
    from known_accounts as k
    inner join account_folds as f on k.source = f.source and k.account_id = f.staged_id
    where k.aliases is not null
),

all_ways as (
    select *, from ways
    union all
    select *, from everywhere
    union all
    select *, from numbers
)

select
    source,
    form,
    min_by(account_id, rank) as account_id,
from all_ways
group by source, form
having count(distinct case when rank = 4 then account_id end) <= 1 or min(rank) < 4
