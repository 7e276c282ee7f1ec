-- one row per reading of an interaction that goes to another account, with what is known of that
with

arrived as (
    select
        t.interaction_id,
        t.known_from,
        t.occurred_on,
        t.location,
        k.account_id,
        k.street,
        k.city,
        k.name,
    from touched as t
    inner join core.accounts as k on t.told_account_id = k.account_id
),

worded as (
    select
        *,
        ' ' || trim(regexp_replace(strip_accents(lower(location)), '[^\pL\pN]+', ' ', 'g')) || ' '
            as location_words,
        trim(regexp_replace(strip_accents(lower(street)), '[^\pL\pN]+', ' ', 'g'))
            as street_words,
        trim(regexp_replace(strip_accents(lower(city)), '[^\pL\pN]+', ' ', 'g')) as city_words,
        trim(regexp_replace(strip_accents(lower(name)), '[^\pL\pN]+', ' ', 'g')) as name_words,
    from arrived
),

severe as (
    select
        a.interaction_id,
        a.known_from,
        min_by(c.case_id, (-epoch(c.opened_on), c.case_id)) as case_id,
        max(c.opened_on) as opened_on,
    from arrived as a
    inner join core.cases as c on a.account_id = c.account_id and c.is_severe
    inner join core.rules as r
        on
            r.rule = 'severe_case_days'
            and a.occurred_on >= r.valid_from
            and a.occurred_on < r.valid_until
    where
        a.occurred_on >= c.opened_on
        and a.occurred_on < c.opened_on + cast(r.value as integer)
    group by a.interaction_id, a.known_from
),

due as (
    select
        a.interaction_id,
        a.known_from,
        min_by(d.name, (d.closes_on, d.deal_id)) as deal_name,
        min(d.closes_on) as closes_on,
    from arrived as a
    inner join core.deals as d on a.account_id = d.account_id
    inner join core.rules as r
        on
            r.rule = 'deal_due_days'
            and a.occurred_on >= r.valid_from
            and a.occurred_on < r.valid_until
    where
        a.occurred_on >= d.closes_on - cast(r.value as integer)
        and a.occurred_on >= coalesce(d.created_on, d.closes_on)
        and (a.occurred_on < d.closes_on or (a.occurred_on = d.closes_on and not d.is_closed))
    group by a.interaction_id, a.known_from
)

select
    w.interaction_id,
    w.known_from,
    w.account_id,
    case
        when
            length(w.street_words) >= 6
            and position(' ' || w.street_words || ' ' in w.location_words) > 0
            then 'street'
        when
            length(w.city_words) >= 3
            and position(' ' || w.city_words || ' ' in w.location_words) > 0
            then 'city'
        when
            length(w.name_words) >= 4
            and position(' ' || w.name_words || ' ' in w.location_words) > 0
            then 'name'
    end as place_held,
    severe.case_id as severe_case_id,
    severe.opened_on as severe_on,
    due.deal_name as due_deal,
    due.closes_on as due_on,
from worded as w
left join severe on w.interaction_id = severe.interaction_id and w.known_from = severe.known_from
left join due on w.interaction_id = due.interaction_id and w.known_from = due.known_from
