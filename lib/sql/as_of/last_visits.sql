-- one row per account and as-of date: its last visit, and its last meeting at a place unknown
with

sought as (
    select
        setting,
        true as is_visit,
        setting = 'in_person_unplaced' as is_unplaced,
    from visit_settings
    union all
    select
        'in_person_unplaced' as setting,
        false as is_visit,
        true as is_unplaced,
)

select
    as_of.as_of_on,
    s.account_id,
    max(case when sought.is_visit then s.last_on end) as last_visit_on,
    max(case when sought.is_unplaced then s.last_on end) as last_unplaced_on,
from contact_spells as s
inner join sought on s.setting = sought.setting
inner join as_of on s.known_from <= as_of.as_of_on and s.known_until > as_of.as_of_on
group by as_of.as_of_on, s.account_id
