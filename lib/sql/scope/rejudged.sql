-- one row per reading of an interaction that a correction is of, with what it rests on now
with

holdings as (
    select
        count(case when table_name = 'cases' then 1 end) > 0
        and count(case when table_name = 'deals' then 1 end) > 0 as is_complete,
    from core.loads
    where status = 'loaded'
),

weighed as (
    select
        t.*,
        h.is_complete,
        m.account_id as moved_to,
        m.place_held,
        m.severe_case_id,
        m.severe_on,
        m.due_deal,
        m.due_on,
        m.account_id is not null and coalesce(m.account_id <> t.account_id, true) as is_moved,
        starts_with(t.setting_evidence, 'the location holds the account''s ')
            as is_placed_by_account,
        t.purpose_basis in ('stated', 'linked') or starts_with(t.evidence, 'holds "')
            as says_itself,
    from touched as t
    left join moved as m
        on t.interaction_id = m.interaction_id and t.known_from = m.known_from
    cross join holdings as h
)

-- What an interaction says of itself stands whosever it is; the rest is its account's.
select
    weighed.*,
    case
        when not is_moved or purpose_basis = 'stated' or (says_itself and purpose = 'crisis')
            then 'itself'
        when severe_case_id is not null then 'case'
        when says_itself then 'itself'
        when due_on is not null then 'deal'
        when direction = 'inbound' then 'inbound'
        when is_complete then 'nothing'
        else 'unruled'
    end as judged_by,
    case
        when not is_moved or setting_basis = 'stated' then 'itself'
        when is_placed_by_account then coalesce(place_held, 'nothing')
        when setting in ('in_person_unplaced', 'unknown') then coalesce(place_held, 'itself')
        else 'itself'
    end as placed_by,
from weighed
