-- one row per as-of date, account, month, setting and purpose: completed contacts in the window
select
    d.as_of_on,
    d.account_id,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    d.month,
    d.setting,
    d.purpose,
    sum(case when d.setting not in ('message', 'unknown') then d.interactions else 0 end)
        as contacts,
    sum(case when v.setting is not null then d.interactions else 0 end) as visits,
from contacts_in_window as d
inner join status_as_of as s on d.as_of_on = s.as_of_on and d.account_id = s.account_id
left join visit_settings as v on d.setting = v.setting
group by
    d.as_of_on, d.account_id, s.tier, s.country, s.state, s.industry, s.owner, s.kind,
    s.status, d.month, d.setting, d.purpose
