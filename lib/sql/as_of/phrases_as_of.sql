-- one row per as-of date and phrase that the notes of several accounts repeat and no theme covers
with

said as (
    select
        i.as_of_on,
        p.phrase,
        i.account_id,
        i.interaction_id,
        i.occurred_on,
        p.excerpt,
    from interactions_in_window as i
    inner join note_phrases as p on i.interaction_id = p.interaction_id
    inner join status_as_of as s on i.as_of_on = s.as_of_on and i.account_id = s.account_id
),

counted as (
    select
        as_of_on,
        phrase,
        count(distinct account_id) as accounts,
        count(distinct interaction_id) as contacts,
        max(occurred_on) as last_on,
        max(excerpt) as excerpt,
    from said
    group by as_of_on, phrase
)

select
    c.as_of_on,
    c.phrase,
    c.accounts,
    c.contacts,
    c.last_on,
    c.excerpt,
from counted as c
inner join rules_as_of as r on c.as_of_on = r.as_of_on
-- Words out of notes are for those who may see notes.
where
    c.accounts >= r.phrase_accounts
    and c.excerpt is not null
    -- "cold chain" says no more than "cold chain gaps" where nearly all who say one say both.
    and not exists (
        select 1,
        from counted as longer
        where
            longer.as_of_on = c.as_of_on
            and longer.phrase <> c.phrase
            and position(' ' || c.phrase || ' ' in ' ' || longer.phrase || ' ') > 0
            and longer.accounts >= 0.8 * c.accounts
    )
