-- one row per account and as-of date: its last visit, and its last meeting at a place unknown
select
    as_of.as_of_on,
    s.account_id,
    max(case when v.setting is not null then s.last_on end) as last_visit_on,
    max(case when s.setting = 'in_person_unplaced' then s.last_on end) as last_unplaced_on,
from as_of
inner join contact_spells as s
    on as_of.as_of_on >= s.known_from and as_of.as_of_on < s.known_until
left join visit_settings as v on s.setting = v.setting
where v.setting is not null or s.setting = 'in_person_unplaced'
group by as_of.as_of_on, s.account_id
