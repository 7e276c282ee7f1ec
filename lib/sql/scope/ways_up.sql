-- one row per account that counts for another, with the next one up
with

copies as (
    select
        s.account_id,
        s.up_id,
    from (
        select
            unnest(cast($copies as varchar[])) as account_id,
            unnest(cast($originals as varchar[])) as up_id,
    ) as s
    inner join core.accounts as a on s.account_id = a.account_id
    inner join core.accounts as b on s.up_id = b.account_id
)

select
    account_id,
    up_id,
from copies
union all
select
    t.account_id,
    t.parent_account_id as up_id,
from told_accounts as t
inner join core.accounts as p on t.parent_account_id = p.account_id
where
    $by_group
    and t.account_id <> t.parent_account_id
    and not exists (
        select 1, from copies as c
        where c.account_id = t.account_id
    )
