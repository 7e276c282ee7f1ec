-- one row per reading of an interaction, with what its subject and its location hold
with

spoken as (
    select
        r.*,
        w.name_key,
        w.street_words,
        w.city_words,
        w.name_words,
        l.words as location_words,
        l.undotted_words,
        s.words as subject_words,
        -- "Schedule site visit", done, is a to-do that was done: no visit, and nothing else either
        -- where nothing but its words says what it was.
        coalesce(s.is_desk_work, false) and r.fallback_channel is null as is_desk_work,
        coalesce(s.is_desk_work, false)
        and r.fallback_channel is null
        and r.channel is null as is_only_a_task,
        -- A calendar entry is a mail, and a place a telephone, only if it begins with the word.
        s.phone is not null
        or l.words like l.phone || '%'
        -- Nobody is met at a number to dial.
        or regexp_full_match(r.location, '[+]?[0-9][0-9 ()/.-]{6,}') as is_phone,
        case
            when r.fallback_channel is null then s.message is not null
            else s.words like s.message || '%' or l.words like l.message || '%'
        end as is_message,
        s.meeting,
        coalesce(l.video, l.video_location) as place_video,
        s.video as subject_video,
        l.event as place_event,
        s.event as subject_event,
        l.our_place as place_ours,
        s.our_place as subject_ours,
        l.neutral as place_neutral,
        s.neutral as subject_neutral,
        l.on_site as place_on_site,
        s.on_site as subject_on_site,
    from readings as r
    left join text_signals as s on r.subject = s.text
    left join text_signals as l on r.location = l.text
    left join account_words as w on r.account_id = w.account_id
)

select
    spoken.* exclude (
        place_video,
        subject_video,
        place_event,
        subject_event,
        place_ours,
        subject_ours,
        place_neutral,
        subject_neutral,
        place_on_site,
        subject_on_site,
        meeting
    ),
    case when not is_only_a_task then meeting end as meeting,
    coalesce(place_video, case when not is_only_a_task then subject_video end) as video,
    coalesce(place_ours, case when not is_only_a_task then subject_ours end) as our_place,
    coalesce(
        word_beside_name(place_event, location_words, name_key, $not_event, $event),
        case
            when not is_only_a_task
                then word_beside_name(subject_event, subject_words, name_key, $not_event, $event)
        end
    ) as event,
    coalesce(
        word_beside_name(place_neutral, location_words, name_key, $not_neutral, $neutral),
        case
            when not is_only_a_task
                then word_beside_name(
                    subject_neutral, subject_words, name_key, $not_neutral, $neutral
                )
        end
    ) as neutral,
    coalesce(
        word_beside_name(place_on_site, location_words, name_key, $not_on_site, $on_site),
        case
            when not is_desk_work
                then word_beside_name(
                    subject_on_site, subject_words, name_key, $not_on_site, $on_site
                )
        end
    ) as on_site,
    case
        when position(' ' || street_words || ' ' in ' ' || location_words || ' ') > 0
            then 'street'
        when position(' ' || city_words || ' ' in ' ' || location_words || ' ') > 0 then 'city'
        when position(' ' || name_words || ' ' in ' ' || undotted_words || ' ') > 0 then 'name'
    end as place_held,
from spoken
