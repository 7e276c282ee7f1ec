-- one row per as-of date, account and month of the last four years and a third: what it bought
with

-- An amount that names no currency is in the house's.
sold as (
    select
        k.as_of_on,
        s.account_id,
        s.month,
        coalesce(s.currency, h.currency) as currency,
        h.currency as house_currency,
        s.amount,
        s.documents,
        k.last_month,
    from sales_kinds as k
    inner join house_currency as h on k.as_of_on = h.as_of_on
    inner join sales as s
        on
            k.member_id = s.member_id
            and k.kind = s.kind
            and k.as_of_on >= s.known_from
            and k.last_month >= s.month
            and s.month > k.last_month - interval '52' month
),

summed as (
    select
        as_of_on,
        account_id,
        month,
        currency,
        max(house_currency) as house_currency,
        sum(amount) as amount,
        sum(documents) as documents,
        max(last_month) as last_month,
    from sold
    group by as_of_on, account_id, month, currency
),

-- Amounts in two currencies are not added: the house's, else that of most documents.
weighed as (
    select
        as_of_on,
        account_id,
        currency,
        row_number() over (
            partition by as_of_on, account_id
            order by
                case when currency = max(house_currency) then 0 else 1 end,
                sum(documents) desc,
                currency asc
        ) as place,
        -- In how many it bought in the two years that are compared.
        sum(case when max(month) > max(last_month) - interval '24' month then 1 else 0 end)
            over (partition by as_of_on, account_id) as currencies,
    from summed
    group by as_of_on, account_id, currency
)

select
    m.as_of_on,
    m.account_id,
    m.month,
    m.currency,
    m.amount,
    m.documents,
    w.currencies,
from summed as m
inner join weighed as w
    on
        m.as_of_on = w.as_of_on
        and m.account_id = w.account_id
        and coalesce(m.currency, '') = coalesce(w.currency, '')
        and w.place = 1
