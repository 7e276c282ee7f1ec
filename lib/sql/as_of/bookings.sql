-- one row per account and as-of date with a visit to come: the first
select
    as_of.as_of_on,
    p.account_id,
    min(p.planned_on) as next_booked_on,
from as_of
inner join plans as p
    on
        as_of.as_of_on >= p.known_from
        and as_of.as_of_on < p.known_until
        and as_of.as_of_on < p.planned_on
inner join visit_settings as v on p.setting = v.setting
group by as_of.as_of_on, p.account_id
