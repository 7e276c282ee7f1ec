-- one row per as-of date and account's first purchase, or first year full, with its window
with

bases as (
    select
        s.as_of_on,
        s.account_id,
        coalesce(a.customer_since, case when p.is_first then p.day end) as day,
        a.customer_since is not null as is_stated,
        p.account_id is not null as has_bought,
    from status_as_of as s
    inner join accounts as a on s.account_id = a.account_id
    left join purchases_as_of as p
        on s.as_of_on = p.as_of_on and s.account_id = p.account_id
)

select
    p.as_of_on,
    p.account_id,
    'first_purchase' as moment,
    p.day as moment_on,
    p.day as opens_on,
    cast(p.day + r.purchase_after as date) as closes_on,
    p.evidence,
from purchases_as_of as p
inner join moment_rules as r on p.as_of_on = r.as_of_on
where p.is_first
union all
-- Where the exports hold no purchase of its own, since when it is said to be a customer.
select
    b.as_of_on,
    b.account_id,
    'first_purchase' as moment,
    b.day as moment_on,
    b.day as opens_on,
    cast(b.day + r.purchase_after as date) as closes_on,
    'a customer since ' || cast(b.day as varchar) as evidence,
from bases as b
inner join moment_rules as r on b.as_of_on = r.as_of_on
where b.is_stated and not b.has_bought
union all
select
    b.as_of_on,
    b.account_id,
    'first_year' as moment,
    cast(b.day + interval '1' year as date) as moment_on,
    cast(cast(b.day + interval '1' year as date) - r.year_before as date) as opens_on,
    cast(cast(b.day + interval '1' year as date) + r.year_after as date) as closes_on,
    case when b.is_stated then 'a customer since ' else 'first bought ' end
    || cast(b.day as varchar) as evidence,
from bases as b
inner join moment_rules as r on b.as_of_on = r.as_of_on
where b.day is not null
