-- one row per account and as-of date with a named contact: who was last met or spoken with
with

named as (
    select
        as_of.as_of_on,
        c.account_id,
        count(*) as contacts,
    from as_of
    inner join contacts as c on as_of.as_of_on >= c.known_from and c.name is not null
    group by as_of.as_of_on, c.account_id
),

met as (
    select
        as_of.as_of_on,
        i.account_id,
        c.name,
        c.title,
        i.occurred_on,
        row_number() over (
            partition by as_of.as_of_on, i.account_id
            order by i.occurred_on desc, c.name asc, c.contact_id asc
        ) as place,
    from as_of
    inner join interactions as i
        on
            i.occurred_on > as_of.as_of_on - interval '730' day
            and as_of.as_of_on >= i.occurred_on
            and as_of.as_of_on >= i.known_from
            and as_of.as_of_on < i.known_until
            and i.outcome = 'completed'
            and i.setting not in ('message', 'unknown')
    inner join contacts as c
        on
            i.contact_id = c.contact_id
            and i.account_id = c.account_id
            and as_of.as_of_on >= c.known_from
            and c.name is not null
)

select
    n.as_of_on,
    n.account_id,
    n.contacts,
    m.name as met_name,
    m.title as met_title,
    m.occurred_on as met_on,
from named as n
left join met as m on n.as_of_on = m.as_of_on and n.account_id = m.account_id and m.place = 1
