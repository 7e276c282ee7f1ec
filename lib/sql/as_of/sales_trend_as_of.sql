-- one row per account and as-of date: whether its sales rise or fall beyond its own season
with

changed as (
    select
        sales_comparisons.*,
        case comparison
            when 'same_months' then last_three
            when 'twelve_months' then last_twelve
            when 'stopped' then last_twelve
        end as recent,
        case comparison
            when 'same_months' then three_usual
            when 'twelve_months' then twelve_before
            when 'stopped' then nullif(twelve_before, 0)
        end as expected,
    from sales_comparisons
),

judged as (
    select
        changed.*,
        (recent - expected) / nullif(expected, 0) as change,
    from changed
)

select
    as_of_on,
    account_id,
    tier,
    country,
    state,
    industry,
    owner,
    kind,
    status,
    case
        when comparison in ('no_sales', 'short', 'few_sales', 'currencies') then 'unknown'
        when comparison = 'stopped' then 'falling'
        when change < -flat_share - 0.000000001 then 'falling'
        when change > flat_share + 0.000000001 then 'rising'
        else 'flat'
    end as trend,
    comparison,
    recent,
    expected,
    change,
    last_twelve,
    case when last_month is not null then currency end as currency,
    sales_basis,
    first_month,
    last_month,
    months,
    last_sold_month,
from judged
