-- one row per as-of date, recorded dimension and member: the gap now, and after one visit to it
with

totals as (
    select
        v.*,
        sum(v.visits) over (partition by v.as_of_on, v.dimension) as all_visits,
    from variety_as_of as v
    where v.is_dimension_recorded
),

-- One visit more changes every member's share: all but the one visited shrink.
parts as (
    select
        as_of_on,
        dimension,
        member,
        abs(share_of_visits - share_of_accounts) as apart,
        abs(visits / (all_visits + 1.0) - share_of_accounts) as apart_unvisited,
        abs((visits + 1) / (all_visits + 1.0) - share_of_accounts) as apart_visited,
        share_of_accounts - share_of_visits as shortfall,
    from totals
)

select
    as_of_on,
    dimension,
    member,
    shortfall,
    sum(apart) over (partition by as_of_on, dimension) / 2 as gap,
    (
        sum(apart_unvisited) over (partition by as_of_on, dimension)
        - apart_unvisited + apart_visited
    ) / 2 as gap_after,
from parts
