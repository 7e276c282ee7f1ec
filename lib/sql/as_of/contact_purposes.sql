-- one row per as-of date, account and purpose: completed contacts in the window
select
    d.as_of_on,
    d.account_id,
    d.purpose,
    cast(
        sum(case when d.setting not in ('message', 'unknown') then d.interactions else 0 end)
        as bigint
    ) as contacts,
    cast(sum(case when v.setting is not null then d.interactions else 0 end) as bigint) as visits,
from contacts_in_window as d
left join visit_settings as v on d.setting = v.setting
group by d.as_of_on, d.account_id, d.purpose
