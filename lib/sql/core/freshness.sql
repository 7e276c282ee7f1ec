-- one row per source: how far back its history goes, and the newest day it vouches for
with

contacts as (
    select
        source,
        max(occurred_on) as day,
        count(*) as interactions,
    from interactions
    where
        outcome <> 'planned'
        and occurred_on <= $today
        and known_until = cast('9999-12-31' as date)
    group by source
),

history as (
    select
        source,
        min(horizon_on) as horizon_on,
    from horizons
    group by source
),

gaps as (
    select
        source,
        count(*) as gaps,
    from history_gaps
    group by source
)

-- Where nothing is stamped, the newest contact that is not a plan vouches for its day.
select
    l.source,
    history.horizon_on,
    contacts.day as newest_on,
    coalesce(stamped.day, contacts.day) as vouched_on,
    coalesce(contacts.interactions, 0) as interactions,
    archive_cliffs.cliff_on is not null as is_archived,
    coalesce(gaps.gaps, 0) as gaps,
from (
    select distinct source, from loads
    where status = 'loaded'
) as l
left join newest_stamps as stamped on l.source = stamped.source
left join contacts on l.source = contacts.source
left join history on l.source = history.source
left join archive_cliffs on l.source = archive_cliffs.source
left join gaps on l.source = gaps.source
