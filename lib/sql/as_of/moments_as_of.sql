-- one row per as-of date, account and turning point of a year's: whether anybody talked in person
with

judged as (
    select
        m.*,
        t.interaction_id,
        t.occurred_on as talked_on,
        t.setting as talked_setting,
        t.ours,
        t.theirs,
        t.why,
        m.closes_on >= m.as_of_on as is_open,
        s.tier,
        s.country,
        s.industry,
        s.owner,
        s.kind,
        s.status,
        case
            when t.interaction_id is not null then 'talked'
            when m.moment_on is null then 'unknown'
            when m.closes_on >= m.as_of_on then 'open'
            -- Before the history begins nobody knows who talked.
            when s.horizon_on is null or m.closes_on < s.horizon_on then 'unknown'
            else 'missed'
        end as state,
    from moment_days as m
    inner join status_as_of as s on m.as_of_on = s.as_of_on and m.account_id = s.account_id
    left join moment_talks as t
        on
            m.as_of_on = t.as_of_on
            and m.account_id = t.account_id
            and m.moment = t.moment
            and m.moment_on = t.moment_on
)

select
    j.as_of_on,
    j.account_id,
    a.name,
    j.moment,
    j.moment_on,
    j.opens_on,
    j.closes_on,
    coalesce(j.is_open, false) as is_open,
    case when j.is_open then cast(j.closes_on - j.as_of_on as integer) end as days_left,
    j.state,
    j.state = 'talked' as is_talked,
    j.moment = 'leaving' and j.state = 'missed' as is_missed_chance,
    j.talked_on,
    j.talked_setting,
    j.ours,
    j.theirs,
    j.why,
    j.evidence,
    j.interaction_id,
    j.owner,
    j.tier,
    j.country,
    j.industry,
    j.kind,
    j.status,
from judged as j
inner join accounts as a on j.account_id = a.account_id
-- A lost account nobody talked with stays on the list.
where
    j.closes_on > j.as_of_on - 365
    or (j.moment = 'leaving' and j.state <> 'talked')
