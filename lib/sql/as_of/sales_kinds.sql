-- one row per as-of date and account with sales: which of its tables of sales tells of them
with

known as (
    select
        as_of.as_of_on,
        s.account_id,
        s.member_id,
        s.basis,
        s.kind,
        min(s.first_month) as first_month,
    from as_of
    inner join sales_starts as s on as_of.as_of_on >= s.known_from
    group by as_of.as_of_on, s.account_id, s.member_id, s.basis, s.kind
),

-- Invoices where it has any, else won deals. Orders and their invoices are the same goods: of
-- several tables that go on, the one that goes back furthest.
ranked as (
    select
        known.*,
        r.last_month,
        row_number() over (
            partition by known.as_of_on, known.member_id
            order by
                case when known.basis = 'invoices' then 0 else 1 end,
                case when r.has_ended then 1 else 0 end,
                known.first_month,
                case known.kind
                    when 'invoice' then 0 when 'order' then 1 when 'sale' then 2 else 3
                end
        ) as place,
    from known
    inner join sales_reach as r on known.as_of_on = r.as_of_on and known.kind = r.kind
)

select
    as_of_on,
    account_id,
    member_id,
    basis,
    kind,
    first_month,
    last_month,
from ranked
where place = 1
