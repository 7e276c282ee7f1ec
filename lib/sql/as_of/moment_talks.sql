-- one row per turning point of which somebody talked in person within its window: the last time
with

numbered as (
    select
        m.as_of_on,
        m.account_id,
        m.moment,
        m.moment_on,
        i.interaction_id,
        i.occurred_on,
        i.setting,
        i.notes,
        i.organiser,
        i.contact_id,
        row_number() over (
            partition by m.as_of_on, m.account_id, m.moment, m.moment_on
            order by i.occurred_on desc, i.interaction_id asc
        ) as place,
    from moment_days as m
    inner join interactions as i
        on
            m.account_id = i.account_id
            and m.opens_on <= i.occurred_on
            and m.closes_on >= i.occurred_on
            and m.as_of_on >= i.occurred_on
            and m.as_of_on >= i.known_from
            and m.as_of_on < i.known_until
    where
        i.outcome = 'completed'
        and i.setting in (
            'on_site', 'their_event', 'event', 'our_place', 'neutral', 'in_person_unplaced'
        )
),

ours as (
    select
        t.as_of_on,
        t.interaction_id,
        string_agg(t.name, ', ' order by t.name asc) as names,
    from (
        select distinct
            n.as_of_on,
            n.interaction_id,
            p.name,
        from numbered as n
        inner join interaction_people as w
            on n.interaction_id = w.interaction_id and n.as_of_on >= w.known_from
        inner join people as p on w.person_id = p.person_id
        where n.place = 1 and p.name is not null
    ) as t
    group by t.as_of_on, t.interaction_id
)

select
    n.as_of_on,
    n.account_id,
    n.moment,
    n.moment_on,
    n.interaction_id,
    n.occurred_on,
    n.setting,
    coalesce(o.names, n.organiser) as ours,
    coalesce(w.names, c.name) as theirs,
    n.notes as why,
from numbered as n
left join ours as o on n.as_of_on = o.as_of_on and n.interaction_id = o.interaction_id
left join contacts as c on n.contact_id = c.contact_id
left join met_names as w on n.interaction_id = w.interaction_id
where n.place = 1
