-- one row per account, setting, purpose and stretch of days with the same last contact
with

-- A contact entered late may be older than the newest one then known: the later day stands.
steps as (
    select
        account_id,
        setting,
        purpose,
        known_from,
        max(max(day)) over (
            partition by account_id, setting, purpose
            order by known_from
            rows between unbounded preceding and current row
        ) as last_on,
        lead(known_from)
            over (partition by account_id, setting, purpose order by known_from)
            as next_from,
    from contact_days
    where known_until = cast('9999-12-31' as date)
    group by account_id, setting, purpose, known_from
)

select
    account_id,
    setting,
    purpose,
    last_on,
    known_from,
    coalesce(next_from, cast('9999-12-31' as date)) as known_until,
from steps
union all
-- A reading that a later record overturned holds for its own stretch only.
select
    account_id,
    setting,
    purpose,
    day as last_on,
    known_from,
    known_until,
from contact_days
where known_until < cast('9999-12-31' as date)
-- Kept in this order, a day's question reads only the blocks it needs.
order by known_until desc, setting asc, account_id asc
