-- one row per as-of date and account that bought by it: the first time, and what says so
with

bought as (
    select
        as_of.as_of_on,
        d.account_id,
        d.closes_on as day,
        'deal' as kind,
        d.name,
        w.record_id is not null as is_repeat,
    from as_of
    inner join deals as d
        on as_of.as_of_on >= d.closes_on and as_of.as_of_on >= d.known_from
    left join moment_words as w
        on
            w.record_kind = 'deal'
            and w.moment in ('renewal', 'repeat')
            and d.deal_id = w.record_id
    where d.is_won
    union all
    select
        as_of.as_of_on,
        f.account_id,
        f.invoiced_on as day,
        'invoice' as kind,
        cast(null as varchar) as name,
        false as is_repeat,
    from as_of
    inner join first_invoices as f
        on as_of.as_of_on >= f.invoiced_on and as_of.as_of_on >= f.known_from
),

numbered as (
    select
        bought.*,
        row_number() over (
            partition by as_of_on, account_id order by day asc, is_repeat desc, kind asc, name asc
        ) as place,
    from bought
)

select
    n.as_of_on,
    n.account_id,
    n.day,
    case
        when n.kind = 'invoice' then 'first invoice'
        else 'first deal won' || coalesce(': ' || n.name, '')
    end as evidence,
    -- Who renews or buys more has bought before; so has who was a customer long before the deal.
    not n.is_repeat
    and coalesce(a.customer_since >= n.day - r.purchase_after, true) as is_first,
from numbered as n
inner join moment_rules as r on n.as_of_on = r.as_of_on
inner join accounts as a on n.account_id = a.account_id
where n.place = 1
