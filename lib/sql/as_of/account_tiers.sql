-- one row per account and as-of date: its value to us in the year up to it, and its tier
with

deals_won as (
    select
        as_of.as_of_on,
        won_deals.account_id,
        sum(won_deals.amount) as amount,
        case when min(won_deals.currency) = max(won_deals.currency) then min(won_deals.currency) end
            as currency,
    from as_of
    inner join won_deals
        on
            won_deals.won_on > as_of.as_of_on - interval '365' day
            and as_of.as_of_on >= won_deals.known_from
            and as_of.as_of_on >= won_deals.won_on
    group by as_of.as_of_on, won_deals.account_id
),

valued as (
    select
        as_of.as_of_on,
        a.account_id,
        a.stated_tier,
        a.is_tier_corrected,
        -- Of several accounts that count as one, some may state a value and others have deals.
        case
            when a.stands_for = 1 or a.stated_value is null or deals_won.amount is null
                then coalesce(a.stated_value, deals_won.amount)
            when coalesce(a.currency, '') = coalesce(deals_won.currency, '')
                then a.stated_value + deals_won.amount
        end as value,
        case
            when
                a.stands_for > 1
                and a.stated_value is not null
                and deals_won.amount is not null
                then 'stated_and_deals_won'
            when a.stated_value is not null then 'stated'
            when deals_won.amount is not null then 'deals_won'
        end as value_basis,
        coalesce(deals_won.currency, a.currency) as currency,
    from as_of
    inner join company_accounts as a on as_of.as_of_on >= a.known_from
    left join deals_won
        on as_of.as_of_on = deals_won.as_of_on and a.account_id = deals_won.account_id
),

ranked as (
    select
        valued.*,
        row_number() over (
            partition by as_of_on
            order by value desc nulls last, account_id asc
        ) as place,
        count(*) over (partition by as_of_on) as accounts,
        count(value) over (partition by as_of_on) as accounts_with_value,
    from valued
)

select
    ranked.as_of_on,
    account_id,
    value,
    value_basis,
    currency,
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
