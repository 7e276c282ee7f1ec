-- one row per interaction and stretch of days in which it reads the same, its account known or not
with

weighed as (
    select
        r.*,
        stated.meaning as stated_meaning,
        t.crisis,
        t.commercial,
        c.case_id as recent_case_id,
        c.opened_on as recent_case_on,
        d.deal_name as due_deal,
        d.closes_on as due_on,
        h.is_complete,
        h.missing,
    from settings_read as r
    left join purposes_stated as stated on r.stated_purpose = stated.written
    left join text_signals as t on coalesce(r.subject, r.notes) = t.text
    left join severe_case_days as c on r.account_id = c.account_id and r.occurred_on = c.day
    left join deal_due_days as d on r.account_id = d.account_id and r.occurred_on = d.day
    cross join holdings as h
)

select
    w.interaction_id,
    w.account_id,
    w.occurred_on,
    cast(date_trunc('month', w.occurred_on) as date) as month,
    w.known_from,
    w.known_until,
    w.known_channel as channel,
    w.direction,
    w.setting,
    w.setting_basis,
    w.setting_evidence,
    coalesce(outcomes.meaning, 'completed') as outcome,
    case
        when w.stated_meaning is not null then w.stated_meaning
        when w.is_link_known and w.linked_severity is not null then 'crisis'
        when w.crisis is not null then 'crisis'
        when w.recent_case_id is not null then 'crisis'
        when w.is_link_known and w.is_deal_open then 'commercial'
        when w.commercial is not null then 'commercial'
        when w.due_deal is not null or w.due_on is not null then 'commercial'
        when w.direction = 'inbound' then 'inbound'
        when w.is_complete then 'proactive'
        else 'unclassified'
    end as purpose,
    case
        when w.stated_meaning is not null then 'stated'
        when w.is_link_known and w.linked_severity is not null then 'linked'
        when w.crisis is not null or w.recent_case_id is not null then 'inferred'
        when w.is_link_known and w.is_deal_open then 'linked'
        else 'inferred'
    end as purpose_basis,
    case
        when w.stated_meaning is not null then 'the export says "' || w.stated_purpose || '"'
        when w.is_link_known and w.linked_severity is not null
            then 'linked to case ' || w.case_id || ' (' || w.linked_severity || ')'
        when w.crisis is not null then 'holds "' || w.crisis || '"'
        when w.recent_case_id is not null
            then
                'severe case ' || w.recent_case_id || ' opened '
                || cast(w.recent_case_on as varchar)
        when w.is_link_known and w.is_deal_open
            then 'linked to open deal ' || coalesce(w.linked_deal, w.deal_id)
        when w.commercial is not null then 'holds "' || w.commercial || '"'
        when w.due_on is not null
            then
                'open deal ' || coalesce(w.due_deal, 'without a name') || ' due '
                || cast(w.due_on as varchar)
        when w.direction = 'inbound' then 'they called or wrote to us'
        when w.is_complete then 'no case, deal or word of trouble or business was found'
        else 'the exports hold no ' || w.missing || ' file to rule it out'
    end as evidence,
    w.subject,
    w.location,
    w.notes,
    w.organiser_id,
    coalesce(p.name, w.organiser_name) as organiser,
    w.contact_id,
    w.reask_on,
    w.tour,
    w.introductions,
    w.information_given,
    w.source,
    w.file,
    w.row,
    g.gone_on,
from weighed as w
left join stated_values as outcomes
    on outcomes.stated_column = 'outcome' and w.outcome = outcomes.value
left join source_people as p on w.organiser_id = p.person_id
left join gone_records as g
    on g.table_name = 'interactions' and w.source = g.source and w.staged_id = g.record_id
