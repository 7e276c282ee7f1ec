-- one row per account, basis, kind and day on which its sales became known to reach further back
with

months as (
    select
        account_id,
        basis,
        kind,
        known_from,
        min(month) as first_month,
    from sales
    where amount > 0
    group by account_id, basis, kind, known_from
),

running as (
    select
        account_id,
        basis,
        kind,
        known_from,
        min(first_month) over (
            partition by account_id, basis, kind
            order by known_from
            rows between unbounded preceding and current row
        ) as first_month,
        min(first_month) over (
            partition by account_id, basis, kind
            order by known_from
            rows between unbounded preceding and 1 preceding
        ) as earlier_month,
    from months
)

select
    account_id,
    account_id as member_id,
    basis,
    kind,
    known_from,
    first_month,
from running
where earlier_month is null or first_month < earlier_month
