-- one row per as-of date, month, setting and purpose: completed contacts in the window
with

-- A contact counts from the day it is known until it leaves the window or reads otherwise.
stays as (
    select
        d.month,
        d.setting,
        d.purpose,
        greatest(d.known_from, a.known_from) as counts_from,
        least(d.known_until, d.leaves_on, a.known_until) as counts_until,
        d.interactions,
    from contact_stays as d
    inner join accounts as a on d.account_id = a.account_id
),

-- Many days and few dates: each contact comes once and goes once, whatever the dates.
turns as (
    select
        counts_from as day,
        month,
        setting,
        purpose,
        sum(interactions) as interactions,
    from stays
    where counts_from < counts_until
    group by counts_from, month, setting, purpose
    union all
    select
        counts_until as day,
        month,
        setting,
        purpose,
        -sum(interactions) as interactions,
    from stays
    where counts_from < counts_until
    group by counts_until, month, setting, purpose
)

select
    as_of.as_of_on,
    t.month,
    t.setting,
    t.purpose,
    sum(case when t.setting not in ('message', 'unknown') then t.interactions else 0 end)
        as contacts,
    sum(case when v.setting is not null then t.interactions else 0 end) as visits,
from as_of
inner join turns as t on as_of.as_of_on >= t.day
left join visit_settings as v on t.setting = v.setting
group by as_of.as_of_on, t.month, t.setting, t.purpose
having sum(t.interactions) > 0
