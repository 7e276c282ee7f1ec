-- one row per activity
with

titles as (
    select
        lower(name) as title,
        min(deal_id) as deal_id,
    from deals
    where set_aside is null and name is not null
    group by lower(name)
    having count(distinct deal_id) = 1
),

told as (
    select
        *,
        as_words(type) as words,
        coalesce(as_flag(done), as_words(done) in ('done', 'completed')) as is_done,
        as_day(due_date) as due_on,
        as_day(marked_on) as done_on,
        md5(
            concat_ws(
                '|', type, lower(subject), due_date, due_time, organization, organization_id,
                person, deal, deal_id, owner
            )
        ) as content,
    from raw_activity
),

read as (
    select
        *,
        -- What was ticked off before its day was done then.
        case
            when is_done then least(coalesce(due_on, done_on), coalesce(done_on, due_on))
            else due_on
        end as occurred_on,
        row_number() over (
            partition by source_file, content order by source_row
        ) as repetition,
    from told
)

select
    coalesce(
        id,
        'activity-' || left(content, 16)
        || case when repetition > 1 then '-' || repetition else '' end
    ) as interaction_id,
    organization_id as account_id,
    case when organization_id is null then organization end as account_name,
    occurred_on,
    case
        when occurred_on = due_on and regexp_matches(due_time, '^\d{1,2}:\d{2}')
            then as_moment(strftime(due_on, '%Y-%m-%d') || ' ' || clock_in(due_time))
        else as_moment(strftime(occurred_on, '%Y-%m-%d'))
    end as occurred_at,
    case
        when words in ('call', 'phone call', 'email', 'e mail', 'meeting', 'lunch')
            then
                case
                    when words in ('call', 'phone call') then 'call'
                    when words in ('email', 'e mail') then 'email'
                    else 'meeting'
                end
        when regexp_matches(words, '\b(call|phone|anruf|telefonat|llamada|appel)\b') then 'call'
        when regexp_matches(words, '\b(mail|email|correo)\b') then 'email'
    end as channel,
    case
        when
            regexp_matches(
                words,
                '\b(meeting|visit[ae]?|demo|tour|dinner|breakfast|coffee|besuch|termin|reunion)\b'
            )
            then 'meeting'
    end as fallback_channel,
    subject,
    location,
    without_tags(coalesce(note, description)) as notes,
    case when is_done then 'completed' else 'planned' end as outcome,
    -- A type of one's own ("Site visit") states where it was, and so does lunch.
    case when words not in ('call', 'email', 'meeting', 'task', 'deadline') then type end
        as stated_setting,
    coalesce(r.deal_id, titles.deal_id) as deal_id,
    case when coalesce(r.deal_id, titles.deal_id) is null then deal end as deal_name,
    person_id as contact_id,
    case when person_id is null then person end as contact_name,
    owner_id as organiser_id,
    case when owner_id is null then owner end as organiser_name,
    source_file as file,
    source_row as row,
    as_day(created_on) as recorded_on,
    as_moment(modified_on) as modified_at,
    case
        when words in ('task', 'deadline', 'aufgabe', 'frist', 'tarea', 'tache', 'plazo')
            then 'It is something to do, not a contact'
        else date_fault(coalesce(due_date, marked_on), coalesce(due_on, done_on))
    end as set_aside,
from read as r
left join titles on lower(r.deal) = titles.title
