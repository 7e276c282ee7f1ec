-- one row per contact, deal or case and turning point of a customer that its words speak of
with

subjects as (
    select
        text,
        words,
        is_desk_work,
        first_word(words, $not_kick_off, $kick_off) as kick_off,
        first_word(words, $not_termination, $termination) as termination,
    from text_signals
),

notes as (
    select
        notes,
        first_word(as_words(notes), $not_termination, $termination) as termination,
    from (select distinct notes, from source_interactions) as told
    where notes is not null
),

names as (
    select
        name,
        first_word(as_words(name), $not_kick_off, $kick_off) as kick_off,
        first_word(as_words(name), $not_renewal, $renewal) as renewal,
        first_word(as_words(name), $not_repeat, $repeat) as repeat,
        first_word(as_words(name), $not_termination, $termination) as termination,
    from (
        select name, from source_deals
        union
        select subject as name, from source_cases
    ) as named
    where name is not null
)

select
    'interaction' as record_kind,
    i.interaction_id as record_id,
    'kick_off' as moment,
    coalesce(s.kick_off, p.kick_off) as word,
from source_interactions as i
left join subjects as s on i.subject = s.text
left join subjects as p on i.stated_purpose = p.text
-- "Prepare the kick-off" is work about it.
where coalesce(s.kick_off, p.kick_off) is not null and not coalesce(s.is_desk_work, false)
union all
select
    'interaction' as record_kind,
    i.interaction_id as record_id,
    'leaving' as moment,
    coalesce(s.termination, n.termination) as word,
from source_interactions as i
left join subjects as s on i.subject = s.text
left join notes as n on i.notes = n.notes
where coalesce(s.termination, n.termination) is not null
union all
select
    'deal' as record_kind,
    d.deal_id as record_id,
    found.moment,
    case found.moment
        when 'kick_off' then n.kick_off when 'renewal' then n.renewal else n.repeat
    end as word,
from source_deals as d
inner join names as n on d.name = n.name
cross join (values ('kick_off'), ('renewal'), ('repeat')) as found (moment)
where
    case found.moment
        when 'kick_off' then n.kick_off when 'renewal' then n.renewal else n.repeat
    end is not null
union all
select
    'case' as record_kind,
    c.case_id as record_id,
    found.moment,
    case when found.moment = 'kick_off' then n.kick_off else n.termination end as word,
from source_cases as c
inner join names as n on c.subject = n.name
cross join (values ('kick_off'), ('leaving')) as found (moment)
where case when found.moment = 'kick_off' then n.kick_off else n.termination end is not null
