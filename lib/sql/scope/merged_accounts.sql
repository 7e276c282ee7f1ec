-- one row per account that counts, with those that count for it
with

summed as (
    select
        counts_for,
        count(*) as stands_for,
        -- Money of two currencies is no sum.
        case
            when
                count(distinct case when stated_value is not null then coalesce(currency, '') end)
                <= 1
                then sum(stated_value)
        end as stated_value,
        min(case when stated_value is not null then currency end) as currency,
        min(began_on) as began_on,
        min(known_from) as known_from,
    from members
    group by counts_for
)

select
    t.* replace (
        case when m.counts_for is null then t.stated_value else m.stated_value end as stated_value,
        coalesce(m.currency, t.currency) as currency,
        coalesce(m.began_on, t.began_on) as began_on,
        coalesce(m.known_from, t.known_from) as known_from
    ),
    coalesce(m.stands_for, 1) as stands_for,
from told_accounts as t
left join standing as s on t.account_id = s.account_id
left join summed as m on t.account_id = m.counts_for
where s.account_id is null
