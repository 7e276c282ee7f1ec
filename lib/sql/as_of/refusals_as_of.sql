-- one row per as-of date and account that put us off, or that has gone silent after a long time
with

asked as (
    select
        as_of.as_of_on,
        f.account_id,
        count(*) as times_asked,
        max(f.occurred_on) as last_asked_on,
        max(f.reask_on) as reask_on,
    from as_of
    inner join refusals as f
        on as_of.as_of_on >= f.known_from and as_of.as_of_on < f.known_until
    left join last_met as met
        on as_of.as_of_on = met.as_of_on and f.account_id = met.account_id
    where
        f.occurred_on > as_of.as_of_on - interval '730' day
        -- Once they have met us, what was put off before is settled.
        and (met.last_met_on is null or f.occurred_on > met.last_met_on)
    group by as_of.as_of_on, f.account_id
),

judged as (
    select
        s.as_of_on,
        s.account_id,
        a.name,
        q.times_asked,
        q.last_asked_on,
        q.reask_on,
        case
            when q.reask_on >= s.as_of_on then 'busy'
            when a.began_on > q.last_asked_on - r.early_days then 'early'
            when z.account_id is not null then 'gone_silent'
            else 'ask_again'
        end as kind,
        coalesce(q.reask_on < s.as_of_on, false) as is_ask_due,
        a.began_on,
        z.last_contact_on,
        z.days_silent,
        z.conversations,
        s.is_booked,
        s.next_booked_on,
        s.tier,
        s.country,
        s.industry,
        s.owner,
        s.kind as account_kind,
        s.status,
    from status_as_of as s
    inner join accounts as a on s.account_id = a.account_id
    inner join moment_rules as r on s.as_of_on = r.as_of_on
    left join asked as q on s.as_of_on = q.as_of_on and s.account_id = q.account_id
    left join silence_as_of as z on s.as_of_on = z.as_of_on and s.account_id = z.account_id
    where q.account_id is not null or z.account_id is not null
)

select
    as_of_on,
    account_id,
    name,
    kind,
    times_asked,
    last_asked_on,
    reask_on,
    case when kind = 'busy' then reask_on end as busy_until,
    is_ask_due and not is_booked and kind <> 'gone_silent' as is_ask_due,
    began_on,
    last_contact_on,
    days_silent,
    conversations,
    is_booked,
    next_booked_on,
    tier,
    country,
    industry,
    owner,
    account_kind,
    status,
from judged
