-- one row per reading of an interaction, with what each rule about its place found
with

placed as (
    select
        r.*,
        stated.meaning as meant_setting,
        -- Great-circle distance on a sphere of 6,371 km.
        6371 * 2 * asin(
            sqrt(
                pow(sin(radians(r.checkin_latitude - a.latitude) / 2), 2)
                + cos(radians(a.latitude)) * cos(radians(r.checkin_latitude))
                * pow(sin(radians(r.checkin_longitude - a.longitude) / 2), 2)
            )
        ) as checkin_km,
        near.value as near_km,
        coalesce(l.video, l.video_location, s.video) as video,
        -- "Schedule site visit", done, is a to-do that was done, not a visit.
        coalesce(s.is_desk_work, false) and r.fallback_channel is null as is_only_a_task,
        -- A task is what its words say; a calendar entry is a mail only if it begins with the word.
        coalesce(
            r.channel,
            case
                when s.phone is not null then 'call'
                when
                    s.message is not null
                    and (r.fallback_channel is null or s.words like s.message || '%')
                    then 'email'
            end,
            r.fallback_channel,
            case when s.meeting is not null and not is_only_a_task then 'meeting' end
        ) as read_channel,
        coalesce(unless_in_name(l.event, w.name_key), unless_in_name(s.event, w.name_key)) as event,
        coalesce(l.our_place, s.our_place) as our_place,
        coalesce(unless_in_name(l.neutral, w.name_key), unless_in_name(s.neutral, w.name_key))
            as neutral,
        case
            when l.words is null then null
            when position(' ' || w.street_words || ' ' in ' ' || l.words || ' ') > 0 then 'street'
            when position(' ' || w.city_words || ' ' in ' ' || l.words || ' ') > 0 then 'city'
            when
                position(' ' || w.name_words || ' ' in ' ' || l.undotted_words || ' ') > 0
                then 'name'
        end as place_held,
        coalesce(
            unless_in_name(l.on_site, w.name_key),
            case when not is_only_a_task then unless_in_name(s.on_site, w.name_key) end
        ) as on_site,
    from readings as r
    left join stated_values as stated
        on stated.stated_column = 'setting' and r.stated_setting = stated.value
    left join text_signals as s on r.subject = s.text
    left join text_signals as l on r.location = l.text
    left join account_words as w on r.account_id = w.account_id
    left join account_places as a on r.account_id = a.account_id
    left join rules as near
        on near.rule = 'checkin_km' and near.valid_until = cast('9999-12-31' as date)
)

select
    placed.*,
    coalesce(
        read_channel, case when on_site is not null or place_held is not null then 'meeting' end
    ) as known_channel,
    case
        when meant_setting is not null then meant_setting
        when checkin_km <= near_km then 'on_site'
        when is_online or video is not null then 'video'
        when read_channel = 'call' then 'phone'
        when read_channel = 'email' then 'message'
        when event is not null then 'event'
        when our_place is not null then 'our_place'
        when neutral is not null then 'neutral'
        when place_held is not null or on_site is not null then 'on_site'
        when fallback_setting is not null then fallback_setting
        when read_channel = 'meeting' then 'in_person_unplaced'
        else 'unknown'
    end as setting,
    case
        when meant_setting is not null or checkin_km <= near_km or is_online then 'stated'
        else 'inferred'
    end as setting_basis,
    case
        when meant_setting is not null then 'the export says "' || stated_setting || '"'
        when
            checkin_km <= near_km
            then 'checked in ' || cast(round(checkin_km, 1) as varchar) || ' km from the account'
        when is_online then 'marked as an online meeting'
        when video is not null then 'holds "' || video || '"'
        when read_channel in ('call', 'email') then 'a ' || read_channel
        when event is not null then 'holds "' || event || '"'
        when our_place is not null then 'held at ours: "' || our_place || '"'
        when neutral is not null then 'holds "' || neutral || '"'
        when place_held is not null then 'the location holds the account''s ' || place_held
        when on_site is not null then 'holds "' || on_site || '"'
        when fallback_setting is not null then 'a row of a log of visits'
        when read_channel = 'meeting' then 'a meeting with no place recorded'
        else 'nothing says where or how'
    end as setting_evidence,
from placed
