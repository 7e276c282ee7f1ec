-- one row per as-of date, completed contact in the window and colleague of ours who took part
select
    i.as_of_on,
    i.interaction_id,
    i.account_id,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    coalesce(people.name, p.person_id) as person,
    i.month,
    i.setting,
    i.purpose,
    case when i.setting not in ('message', 'unknown') then 1 else 0 end as contacts,
    case when v.setting is not null then 1 else 0 end as visits,
from interactions_in_window as i
inner join interaction_people as p
    on i.interaction_id = p.interaction_id and i.as_of_on >= p.known_from
left join people on p.person_id = people.person_id
inner join status_as_of as s on i.as_of_on = s.as_of_on and i.account_id = s.account_id
left join visit_settings as v on i.setting = v.setting
