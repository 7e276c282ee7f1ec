-- one row per as-of date and sign then known of a tour, an introduction or a gift of information
select
    as_of.as_of_on,
    i.account_id,
    a.name,
    t.kind,
    t.sign,
    t.outcome,
    i.occurred_on,
    i.setting,
    t.basis,
    t.evidence,
    i.organiser,
    i.interaction_id,
    i.source,
    i.file,
    i.row,
    i.occurred_on > windows.opens_after as is_in_window,
    i.occurred_on > windows.opens_after and v.setting is not null as is_at_visit,
from as_of
inner join windows on as_of.as_of_on = windows.as_of_on
inner join interactions as i
    on
        as_of.as_of_on >= i.occurred_on
        and as_of.as_of_on >= i.known_from
        and as_of.as_of_on < i.known_until
inner join signs as t on i.interaction_id = t.interaction_id
inner join status_as_of as s on as_of.as_of_on = s.as_of_on and i.account_id = s.account_id
inner join accounts as a on i.account_id = a.account_id
left join visit_settings as v on i.setting = v.setting
where
    i.outcome = 'completed'
    -- Words of a tour prove none where nobody was there.
    and (
        t.sign <> 'tour_taken'
        or t.basis <> 'inferred'
        or i.setting not in ('video', 'phone', 'message', 'our_place', 'event')
    )
