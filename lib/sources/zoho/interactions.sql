-- one row per meeting, call, task or note
with

-- `Related To` may be an account, a deal or a case: its module says so, else where its id is found.
related as (
    select
        a.*,
        case
            when regexp_matches(lower(module), 'account') then 'account'
            when regexp_matches(lower(module), 'deal|potential') then 'deal'
            when regexp_matches(lower(module), 'case') then 'case'
            when as_id(a.related_id) in (
                select as_id(o.account_id) as known_id, from raw_account as o
                where o.account_id is not null
            ) then 'account'
            when as_id(a.related_id) in (
                select d.deal_id, from deals as d
                where d.deal_id is not null
            ) then 'deal'
        end as about,
    from activities as a
),

keyed as (
    select
        *,
        coalesce(
            as_id(id),
            kind || '-' || left(
                md5(concat_ws('|', day_written, title, host, contact, related, related_id, notes)),
                16
            )
        ) as known_by,
    from related
),

numbered as (
    select
        *,
        row_number() over (partition by source_file, known_by order by source_row) as repetition,
    from keyed
)

select
    known_by
    || case when as_id(id) is null and repetition > 1 then '-' || repetition else '' end
        as interaction_id,
    case when about = 'account' then as_id(related_id) end as account_id,
    case when about = 'account' then related end as account_name,
    case when about = 'deal' then as_id(related_id) end as deal_id,
    case when about = 'deal' and as_id(related_id) is null then related end as deal_name,
    case when about = 'case' then as_id(related_id) end as case_id,
    case when about is null then related end as regarding,
    as_id(contact_id) as contact_id,
    contact as contact_name,
    addresses_in(participants) as emails,
    as_day(day_written) as occurred_on,
    as_moment(day_written) as occurred_at,
    kind as channel,
    case as_words(type)
        when 'inbound' then 'inbound' when 'missed' then 'inbound' when 'outbound' then 'outbound'
    end as direction,
    title as subject,
    place as location,
    without_tags(notes) as notes,
    outcome,
    setting as stated_setting,
    purpose as stated_purpose,
    as_number(checkin_latitude) as checkin_latitude,
    as_number(checkin_longitude) as checkin_longitude,
    as_id(host_id) as organiser_id,
    case when as_id(host_id) is null and not contains(host, '@') then host end as organiser_name,
    case when contains(host, '@') then lower(host) end as organiser_email,
    source_file as file,
    source_row as row,
    as_day(created) as recorded_on,
    as_moment(modified) as modified_at,
    case
        when kind = 'note' then 'It is a note, not a contact'
        when kind = 'task' then 'It is something to do, not a contact'
        else date_fault(day_written, as_day(day_written))
    end as set_aside,
from numbered
