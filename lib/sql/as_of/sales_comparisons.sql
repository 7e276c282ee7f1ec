-- one row per account and as-of date: its sales, and which of them can be compared
with

weighed as (
    select
        s.as_of_on,
        s.account_id,
        s.tier,
        s.country,
        s.state,
        s.industry,
        s.owner,
        s.kind,
        s.status,
        h.basis as sales_basis,
        h.first_month,
        h.last_month,
        coalesce(h.months, 0) as months,
        n.currency,
        coalesce(n.currencies, 0) as currencies,
        n.last_sold_month,
        coalesce(n.months_bought, 0) as months_bought,
        coalesce(n.last_three, 0) as last_three,
        coalesce(n.last_twelve, 0) as last_twelve,
        coalesce(n.twelve_before, 0) as twelve_before,
        -- The same three months of the years before, as far as it bought then already.
        case
            when h.months >= 39 then (n.three_1 + n.three_2 + n.three_3) / 3.0
            when h.months >= 27 then (n.three_1 + n.three_2) / 2.0
            when h.months >= 15 then n.three_1
        end as three_usual,
        -- Of its months from the first to the last in which it bought, the share that had sales.
        n.months_sold
        / cast(nullif(least(h.months, 36) - n.youngest, 0) as double) as share_sold,
        r.flat_share,
        r.dense_share,
        r.sales_months,
    from status_as_of as s
    inner join rules_as_of as r on s.as_of_on = r.as_of_on
    left join sales_histories as h on s.as_of_on = h.as_of_on and s.account_id = h.account_id
    left join sales_sums as n on s.as_of_on = n.as_of_on and s.account_id = n.account_id
)

select
    weighed.*,
    case
        when months = 0 then 'no_sales'
        when months < sales_months then 'short'
        -- What moved to another currency has not fallen; without a rate nobody can add them.
        when currencies > 1 then 'currencies'
        -- Who bought but once had no habit to give up.
        when last_twelve <= 0 and months_bought < 2 then 'few_sales'
        when last_twelve <= 0 then 'stopped'
        when share_sold >= dense_share and three_usual > 0 then 'same_months'
        when months >= 24 and twelve_before > 0 then 'twelve_months'
        else 'few_sales'
    end as comparison,
from weighed
