-- one row per account, as-of date and currency of what it brought in the year up to it
with

won as (
    select
        as_of.as_of_on,
        won_deals.account_id,
        won_deals.member_id,
        won_deals.currency,
        won_deals.amount,
        1 as documents,
        'deals_won' as basis,
    from as_of
    inner join won_deals
        on
            won_deals.won_on > as_of.as_of_on - interval '365' day
            and as_of.as_of_on >= won_deals.known_from
            and as_of.as_of_on >= won_deals.won_on
),

winners as (
    select distinct
        as_of_on,
        member_id,
    from won
),

-- Invoices tell what deals do not; both together would tell it twice.
billed as (
    select
        as_of.as_of_on,
        invoiced.account_id,
        invoiced.member_id,
        invoiced.currency,
        invoiced.amount,
        invoiced.documents,
        'invoices' as basis,
    from as_of
    inner join invoiced
        on
            invoiced.sold_on > as_of.as_of_on - interval '365' day
            and as_of.as_of_on >= invoiced.known_from
            and as_of.as_of_on >= invoiced.sold_on
    inner join sales_kinds as k
        on
            as_of.as_of_on = k.as_of_on
            and invoiced.member_id = k.member_id
            and invoiced.kind = k.kind
    left join winners as w
        on as_of.as_of_on = w.as_of_on and invoiced.member_id = w.member_id
    where w.member_id is null
),

-- An amount that names no currency is in the house's.
summed as (
    select
        e.as_of_on,
        e.account_id,
        coalesce(e.currency, h.currency) as currency,
        max(h.currency) as house_currency,
        sum(e.amount) as amount,
        sum(e.documents) as documents,
        case
            when min(e.basis) = max(e.basis) then min(e.basis) else 'deals_won_and_invoices'
        end as basis,
    from (
        select *, from won
        union all
        select *, from billed
    ) as e
    inner join house_currency as h on e.as_of_on = h.as_of_on
    group by e.as_of_on, e.account_id, coalesce(e.currency, h.currency)
)

-- Amounts in two currencies are not added: the house's goes first, then that of most documents.
select
    summed.*,
    sum(documents) over (partition by as_of_on, account_id) - documents as documents_apart,
    row_number() over (
        partition by as_of_on, account_id
        order by case when currency = house_currency then 0 else 1 end, documents desc, currency asc
    ) as place,
from summed
