-- one row per account and as-of date with a contact in the 365 days up to it: how many of each kind
with

counted as (
    select
        as_of.as_of_on,
        d.account_id,
        d.purpose,
        case when v.setting is not null then d.interactions else 0 end as visits,
        case when d.setting not in ('message', 'unknown') then d.interactions else 0 end as talks,
    from as_of
    inner join contact_days as d
        on
            d.day > as_of.as_of_on - interval '365' day
            and as_of.as_of_on >= d.day
            and as_of.as_of_on >= d.known_from
            and as_of.as_of_on < d.known_until
    left join visit_settings as v on d.setting = v.setting
)

select
    as_of_on,
    account_id,
    sum(visits) as visits_365,
    sum(talks) as contacts_365,
    sum(case when purpose = 'proactive' then talks else 0 end) as contacts_proactive_365,
    sum(case when purpose = 'crisis' then talks else 0 end) as contacts_crisis_365,
    sum(case when purpose = 'commercial' then talks else 0 end) as contacts_commercial_365,
    sum(case when purpose = 'inbound' then talks else 0 end) as contacts_inbound_365,
    sum(case when purpose = 'unclassified' then talks else 0 end) as contacts_unclassified_365,
from counted
group by as_of_on, account_id
