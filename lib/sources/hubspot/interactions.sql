-- one row per call, meeting, e-mail, task or note
with

numbered as (
    select
        *,
        row_number() over (partition by source_file, known_by order by source_row) as repetition,
        coalesce(company_id, primary_company_id) as company_id_written,
    from activity_links
)

select
    -- Two rows alike without an id are two contacts; with one, the same.
    known_by || case when whole_id is null and repetition > 1 then '-' || repetition else '' end
        as interaction_id,
    company_ids as account_id,
    without_domain(company) as account_name,
    company_domain as account_domain,
    contact_ids as contact_id,
    contact_emails as contact_email,
    case when contact_emails is null then contact end as contact_name,
    deal_ids as deal_id,
    deal as deal_name,
    ticket_ids as case_id,
    as_day(day_written) as occurred_on,
    as_moment(day_written) as occurred_at,
    case
        when record_kind <> 'task' then record_kind
        when task_words in ('call', 'llamada') then 'call'
        when task_words in ('meeting', 'reunion', 'visit', 'visita') then 'meeting'
        else 'email'
    end as channel,
    case when is_inbound then 'inbound' when is_outbound then 'outbound' end as direction,
    known_title as subject,
    -- A link is added to meetings at an address too: it speaks only where no place is named.
    coalesce(location, case when is_video then video_link end) as location,
    left(without_tags(coalesce(notes, note)), 20000) as notes,
    case
        when record_kind = 'task' and is_task_done then 'completed'
        when record_kind = 'task' then 'planned'
        when record_kind = 'call'
            then
                coalesce(
                    known_outcomes.label,
                    -- An outcome of the portal's own, which only its settings explain.
                    case when not is_coded_outcome then call_outcome end,
                    outcome,
                    call_status
                )
        when record_kind = 'email' then coalesce(outcome, email_status)
        else coalesce(meeting_outcome, outcome)
    end as outcome,
    coalesce(
        setting,
        case when as_words(location_type) in ('phone', 'telefono') then 'phone' end,
        subtype
    ) as stated_setting,
    purpose as stated_purpose,
    case when regexp_matches(owner, '^[0-9.E+]+$') then as_id(owner) end as organiser_id,
    case when not regexp_matches(owner, '^[0-9.E+]+$|@') then owner end as organiser_name,
    case when contains(owner, '@') then lower(owner) end as organiser_email,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when as_flag(is_deleted) then 'It is marked as deleted in HubSpot'
        when is_told_elsewhere then 'It is told in full by the row of its kind, in another file'
        when record_kind = 'note' then 'It is a note, not a contact'
        when
            record_kind = 'task'
            and not regexp_matches(
                task_words,
                '^(call|llamada|meeting|reunion|visita?|e ?mail|correo|linked ?in|sales navig)'
            )
            then 'It is something to do, not a contact'
        when
            is_rounded_id(company_id_written)
            and coalesce(company, company_domain, contact_ids, contact_emails) is null
            then 'A spreadsheet has rounded the id of its company: ' || company_id_written
        else date_fault(day_written, as_day(day_written))
    end as set_aside,
from numbered
left join known_outcomes on lower(numbered.call_outcome) = known_outcomes.written
