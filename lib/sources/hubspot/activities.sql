-- one row per row of an activity file: what kind it is, and its title
with

worded as (
    select
        *,
        as_id(id) as whole_id,
        as_words(kind) as kind_words,
        as_words(coalesce(task_type, '')) as task_words,
        lower(source_file) as file_words,
    from raw_activity
)

select
    *,
    case
        when regexp_matches(kind_words, '\b(note|nota|notes)\b') then 'note'
        when regexp_matches(kind_words, '\b(task|tarea|to do|todo)\b') then 'task'
        when regexp_matches(kind_words, '\b(meeting|reunion|visit|visita)\b') then 'meeting'
        when regexp_matches(kind_words, '\b(call|llamada|phone)\b') then 'call'
        when
            regexp_matches(
                kind_words,
                '\b(email|e mail|mail|correo|sms|whats ?app|linkedin|linked in|communication)\b'
            )
            then 'email'
        when coalesce(meeting_outcome, meeting_start, meeting_title) is not null then 'meeting'
        when coalesce(call_outcome, call_direction, call_title) is not null then 'call'
        when coalesce(email_direction, email_subject) is not null then 'email'
        when coalesce(task_title, task_type) is not null then 'task'
        when note is not null then 'note'
        -- A file of one kind tells by its columns what a row leaves empty; else by its name.
        when regexp_matches(columns_held, ',(meeting_outcome|meeting_start|meeting_title),')
            then 'meeting'
        when regexp_matches(columns_held, ',(call_outcome|call_direction|call_title),') then 'call'
        when regexp_matches(columns_held, ',(email_direction|email_subject),') then 'email'
        when regexp_matches(columns_held, ',(task_title|task_type|task_status),') then 'task'
        when regexp_matches(columns_held, ',note,') then 'note'
        when regexp_matches(file_words, 'meeting|reuni') then 'meeting'
        when regexp_matches(file_words, 'call|llamada') then 'call'
        when regexp_matches(file_words, 'email|correo') then 'email'
        when regexp_matches(file_words, 'note|nota') then 'note'
        when regexp_matches(file_words, 'task|tarea') then 'task'
    end as record_kind,
    coalesce(meeting_start, activity_on) as starts,
    coalesce(
        title,
        meeting_title,
        call_title,
        email_subject,
        task_title
    ) as known_title,
    regexp_matches(
        lower(video_link),
        'zoom[.]us|teams[.](microsoft|live)|meet[.]google|webex|gotomeet|whereby|ringcentral'
    ) as is_video,
    coalesce(as_words(task_status) in ('completed', 'completada', 'completado'), false)
    or (task_status is null and completed is not null) as is_task_done,
    regexp_matches(call_outcome, '^[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}$') as is_coded_outcome,
    -- "Site visit" says where it was; "Meeting" does not.
    coalesce(
        as_words(subtype) in (
            'meeting', 'reunion', 'call', 'llamada', 'email', 'e mail', 'incoming email',
            'forwarded email', 'outgoing email', 'correo', 'correo electronico', 'task', 'tarea',
            'note', 'nota', 'visit', 'visita'
        ),
        true
    ) as is_plain_kind,
    -- Sent by the customer: the API, the UI in English and in Spanish.
    regexp_matches(
        as_words(concat_ws(' ', call_direction, email_direction, kind)),
        '\b(inbound|incoming|entrante|received|recibido)\b'
    ) as is_inbound,
    regexp_matches(
        as_words(concat_ws(' ', call_direction, email_direction)),
        '\b(outbound|outgoing|saliente|sent|enviado|email)\b'
    ) as is_outbound,
from worded
