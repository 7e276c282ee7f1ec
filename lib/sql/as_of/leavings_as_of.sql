-- one row per as-of date and account that has left or said that it will: since when we know
with

last_won as (
    select
        as_of.as_of_on,
        d.account_id,
        max(d.closes_on) as day,
    from as_of
    inner join deals as d
        on as_of.as_of_on >= d.closes_on and as_of.as_of_on >= d.known_from
    where d.is_won
    group by as_of.as_of_on, d.account_id
),

-- Who has bought since has stayed.
standing as (
    select
        s.as_of_on,
        s.account_id,
        s.day,
        s.evidence,
        max(s.day) over (partition by s.as_of_on, s.account_id) as last_on,
    from leaving_signs_as_of as s
    left join last_won as w on s.as_of_on = w.as_of_on and s.account_id = w.account_id
    where w.day is null or s.day >= w.day
),

first_signs as (
    select
        standing.*,
        row_number() over (
            partition by as_of_on, account_id order by day asc, evidence asc
        ) as place,
    from standing
    where day > last_on - 365
)

select
    s.as_of_on,
    s.account_id,
    coalesce(
        case when a.left_on <= cast(s.as_of_on + r.leaving_before as date) then a.left_on end, f.day
    ) as day,
    f.day as first_sign_on,
    a.left_on <= s.as_of_on as has_left,
    case
        when a.left_on <= s.as_of_on then 'left, as the export says'
        when a.left_on <= cast(s.as_of_on + r.leaving_before as date)
            then 'will leave, as the export says'
        when f.evidence is not null then f.evidence
        else 'a former customer, as the export says, since a day it does not say'
    end as evidence,
from status_as_of as s
inner join accounts as a on s.account_id = a.account_id
inner join moment_rules as r on s.as_of_on = r.as_of_on
left join first_signs as f
    on s.as_of_on = f.as_of_on and s.account_id = f.account_id and f.place = 1
where
    a.left_on <= cast(s.as_of_on + r.leaving_before as date)
    or f.day is not null
    or (a.kind = 'former' and a.left_on is null)
