-- one row per account and as-of date: its value to us in the year up to it, and its tier
with

valued as (
    select
        as_of.as_of_on,
        a.account_id,
        case when a.is_tier_corrected then a.stated_tier else coalesce(t.tier, a.stated_tier) end
            as stated_tier,
        a.is_tier_corrected,
        h.currency as house_currency,
        -- Of several accounts that count as one, some may state a value and others have earned.
        case
            when a.stands_for = 1 or a.stated_value is null or w.amount is null
                then coalesce(a.stated_value * coalesce(r.rate, 1), w.amount)
            when coalesce(r.to_currency, a.currency, h.currency) = w.currency
                then a.stated_value * coalesce(r.rate, 1) + w.amount
        end as value,
        case
            when a.stands_for > 1 and a.stated_value is not null and w.amount is not null
                then 'stated_and_' || w.basis
            when a.stated_value is not null then 'stated'
            when w.amount is not null then w.basis
        end as value_basis,
        case
            when a.stated_value is null and w.amount is not null then w.currency
            else coalesce(r.to_currency, a.currency, h.currency)
        end as currency,
        case when a.stated_value is null then coalesce(w.documents_apart, 0) else 0 end
            as deals_apart,
    from as_of
    inner join house_currency as h on as_of.as_of_on = h.as_of_on
    inner join company_accounts as a
        on as_of.as_of_on >= a.known_from and as_of.as_of_on < a.known_until
    left join account_history as t
        on
            a.account_id = t.account_id
            and as_of.as_of_on >= t.valid_from
            and as_of.as_of_on < t.valid_until
    left join exchange_rates as r
        on
            a.currency = r.currency
            and as_of.as_of_on >= r.valid_from
            and as_of.as_of_on < r.valid_until
    left join earned as w
        on as_of.as_of_on = w.as_of_on and a.account_id = w.account_id and w.place = 1
),

-- No place is given across currencies.
ranked as (
    select
        valued.*,
        row_number() over (
            partition by as_of_on, currency
            order by value desc nulls last, account_id asc
        ) as place,
        count(*) over (partition by as_of_on, currency) as accounts,
        count(value) over (partition by as_of_on, currency) as accounts_with_value,
    from valued
)

select
    ranked.as_of_on,
    account_id,
    value,
    value_basis,
    currency,
    house_currency,
    case when currency = house_currency or house_currency is null then value end as house_value,
    deals_apart,
    case
        when stated_tier is not null then stated_tier
        when accounts_with_value = 0 then 'B'
        when place <= r.tier_a_share * accounts then 'A'
        when place <= r.tier_b_share * accounts then 'B'
        else 'C'
    end as tier,
    case
        when is_tier_corrected then 'corrected'
        when stated_tier is not null then 'stated'
        when accounts_with_value = 0 then 'default'
        else 'value'
    end as tier_basis,
from ranked
inner join rules_as_of as r on ranked.as_of_on = r.as_of_on
