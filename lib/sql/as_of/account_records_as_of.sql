-- one row per account and as-of date: how much is on record of it, and marks that change with it
with

-- Lengths and days stand for what a row says: enough to tell that one came, went or changed.
contacts as (
    select
        as_of.as_of_on,
        i.account_id,
        count(*) as contacts,
        sum(
            cast(i.occurred_on - cast('1900-01-01' as date) as bigint)
            + length(coalesce(i.subject, '')) * 1009
            + length(coalesce(i.location, '')) * 10007
            + length(i.outcome) * 100003
        ) as contact_mark,
    from as_of
    inner join interactions as i
        on as_of.as_of_on >= i.known_from and as_of.as_of_on < i.known_until
    group by as_of.as_of_on, i.account_id
),

troubles as (
    select
        as_of_on,
        account_id,
        count(*) as cases,
        sum(cast(opened_on - cast('1900-01-01' as date) as bigint)) as case_mark,
    from cases_as_of
    group by as_of_on, account_id
),

sales as (
    select
        as_of_on,
        account_id,
        count(*) as deals,
        sum(coalesce(amount, 0)) as deal_mark,
    from deals_as_of
    group by as_of_on, account_id
)

select
    s.as_of_on,
    s.account_id,
    coalesce(c.contacts, 0) as contacts,
    coalesce(c.contact_mark, 0) as contact_mark,
    coalesce(t.cases, 0) as cases,
    coalesce(t.case_mark, 0) as case_mark,
    coalesce(d.deals, 0) as deals,
    coalesce(d.deal_mark, 0) as deal_mark,
from status_as_of as s
left join contacts as c on s.as_of_on = c.as_of_on and s.account_id = c.account_id
left join troubles as t on s.as_of_on = t.as_of_on and s.account_id = t.account_id
left join sales as d on s.as_of_on = d.as_of_on and s.account_id = d.account_id
