-- one row per as-of date: the rules in force
select
    as_of.as_of_on,
    max(case when rules.rule = 'due_share' then rules.value end) as due_share,
    max(case when rules.rule = 'lapse_factor' then rules.value end) as lapse_factor,
    max(case when rules.rule = 'tier_a_share' then rules.value end) as tier_a_share,
    max(case when rules.rule = 'tier_b_share' then rules.value end) as tier_b_share,
    max(case when rules.rule = 'flat_share' then rules.value end) as flat_share,
    max(case when rules.rule = 'dense_share' then rules.value end) as dense_share,
    max(case when rules.rule = 'sales_months' then rules.value end) as sales_months,
    max(case when rules.rule = 'busy_factor' then rules.value end) as busy_factor,
    max(case when rules.rule = 'near_km' then rules.value end) as near_km,
    max(case when rules.rule = 'theme_accounts' then rules.value end) as theme_accounts,
    max(case when rules.rule = 'phrase_accounts' then rules.value end) as phrase_accounts,
from as_of
inner join rules on as_of.as_of_on >= rules.valid_from and as_of.as_of_on < rules.valid_until
group by as_of.as_of_on
