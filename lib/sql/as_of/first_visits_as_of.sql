-- one row per account first visited in the year and as-of date, and whether it surely was the first
with

firsts as (
    select
        as_of.as_of_on,
        f.account_id,
        min(f.first_on) as first_visit_on,
    from as_of
    inner join contact_firsts as f
        on as_of.as_of_on >= f.known_from and as_of.as_of_on < f.known_until
    inner join visit_settings as v on f.setting = v.setting
    group by as_of.as_of_on, f.account_id
)

select
    f.as_of_on,
    f.account_id,
    a.name,
    s.tier,
    s.country,
    s.state,
    s.industry,
    s.owner,
    s.kind,
    s.status,
    s.house_value,
    s.house_currency,
    f.first_visit_on,
    s.began_on,
    s.horizon_on,
    -- One that is older than the records may have been visited before they begin.
    coalesce(s.began_on >= s.horizon_on, false) as is_certain,
from firsts as f
inner join status_as_of as s on f.as_of_on = s.as_of_on and f.account_id = s.account_id
inner join accounts as a on f.account_id = a.account_id
where f.first_visit_on > f.as_of_on - interval '365' day and s.status <> 'exempt'
