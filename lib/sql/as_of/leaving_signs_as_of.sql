-- one row per as-of date and contact, case or lost renewal in which a customer gave notice
select
    as_of.as_of_on,
    i.account_id,
    i.occurred_on as day,
    '"' || w.word || '" in a contact of ' || cast(i.occurred_on as varchar) as evidence,
from as_of
inner join interactions as i
    on
        as_of.as_of_on >= i.occurred_on
        and as_of.as_of_on >= i.known_from
        and as_of.as_of_on < i.known_until
inner join moment_words as w
    on
        w.record_kind = 'interaction'
        and w.moment = 'leaving'
        and i.interaction_id = w.record_id
where i.outcome = 'completed'
union all
select
    as_of.as_of_on,
    c.account_id,
    c.opened_on as day,
    '"' || w.word || '" in a case of ' || cast(c.opened_on as varchar) as evidence,
from as_of
inner join cases as c on as_of.as_of_on >= c.known_from and as_of.as_of_on >= c.opened_on
inner join moment_words as w
    on w.record_kind = 'case' and w.moment = 'leaving' and c.case_id = w.record_id
union all
select
    as_of.as_of_on,
    d.account_id,
    d.closes_on as day,
    'renewal lost: ' || d.name as evidence,
from as_of
inner join deals as d on as_of.as_of_on >= d.known_from and as_of.as_of_on >= d.closes_on
inner join moment_words as w
    on w.record_kind = 'deal' and w.moment = 'renewal' and d.deal_id = w.record_id
where d.is_closed and not coalesce(d.is_won, false)
