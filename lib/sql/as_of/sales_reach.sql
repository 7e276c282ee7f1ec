-- one row per as-of date and kind of sales: the last month of which all sales are known
with

newest as (
    select
        as_of.as_of_on,
        d.kind,
        max(d.sold_on) as sold_on,
        cast(
            date_trunc('month', as_of.as_of_on + interval '1' day) - interval '1' month as date
        ) as whole_month,
    from as_of
    inner join sold_days as d on as_of.as_of_on >= d.known_from
    group by as_of.as_of_on, d.kind
),

-- A list that ends before the day says nothing of the months after it, nor of half a month.
listed as (
    select
        as_of_on,
        kind,
        sold_on,
        least(
            whole_month,
            case
                when
                    cast(date_trunc('month', sold_on) as date) >= whole_month
                    or extract(day from sold_on) >= 25
                    then cast(date_trunc('month', sold_on) as date)
                else cast(date_trunc('month', sold_on) - interval '1' month as date)
            end
        ) as last_month,
    from newest
)

select
    as_of_on,
    kind,
    last_month,
    -- An older system's list, where a newer one's goes on.
    sold_on + interval '62' day < max(sold_on) over (partition by as_of_on) as has_ended,
from listed
union all
select
    as_of_on,
    'deal' as kind,
    cast(date_trunc('month', as_of_on + interval '1' day) - interval '1' month as date)
        as last_month,
    false as has_ended,
from as_of
