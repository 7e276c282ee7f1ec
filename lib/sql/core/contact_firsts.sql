-- one row per account, setting and day on which its first contact became known to be an earlier one
with

days as (
    select
        account_id,
        setting,
        known_from,
        known_until,
        min(day) as day,
    from contact_days
    group by account_id, setting, known_from, known_until
),

running as (
    select
        account_id,
        setting,
        known_from,
        min(day) over (
            partition by account_id, setting
            order by known_from
            rows between unbounded preceding and current row
        ) as first_on,
        min(day) over (
            partition by account_id, setting
            order by known_from
            rows between unbounded preceding and 1 preceding
        ) as earlier_on,
    from days
    where known_until = cast('9999-12-31' as date)
)

select
    account_id,
    setting,
    first_on,
    known_from,
    cast('9999-12-31' as date) as known_until,
from running
where earlier_on is null or first_on < earlier_on
union all
-- A reading that a later record overturned holds for its own stretch only.
select
    account_id,
    setting,
    day as first_on,
    known_from,
    known_until,
from days
where known_until < cast('9999-12-31' as date)
