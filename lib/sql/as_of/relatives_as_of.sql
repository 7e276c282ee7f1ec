-- one row per as-of date, account and other account of its group: parent, siblings, subsidiaries
with

related as (
    select
        a.account_id,
        p.account_id as relative_id,
        'parent' as relation,
    from accounts as a
    inner join company_accounts as p on a.parent_account_id = p.account_id
    union all
    select
        a.account_id,
        b.account_id as relative_id,
        'sibling' as relation,
    from accounts as a
    inner join company_accounts as b on a.parent_account_id = b.parent_account_id
    where a.account_id <> b.account_id
    union all
    select
        a.account_id,
        c.account_id as relative_id,
        'subsidiary' as relation,
    from accounts as a
    inner join company_accounts as c on a.account_id = c.parent_account_id
),

visited as (
    select
        c.account_id,
        c.known_from,
        c.known_until,
        c.last_on,
    from contact_spells as c
    inner join visit_settings as v on c.setting = v.setting
)

select
    s.as_of_on,
    s.account_id,
    a.name,
    r.relation,
    r.relative_id,
    o.name as relative,
    o.city,
    o.country,
    max(v.last_on) as last_visit_on,
from status_as_of as s
inner join accounts as a on s.account_id = a.account_id
inner join related as r on s.account_id = r.account_id
inner join company_accounts as o
    on
        r.relative_id = o.account_id
        and s.as_of_on >= o.known_from
        and s.as_of_on < o.known_until
left join visited as v
    on
        r.relative_id = v.account_id
        and s.as_of_on >= v.known_from
        and s.as_of_on < v.known_until
group by
    s.as_of_on, s.account_id, a.name, r.relation, r.relative_id, o.name, o.city, o.country
