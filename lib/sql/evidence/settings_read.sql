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
        coalesce(
            r.channel,
            case when r.is_phone then 'call' when r.is_message then 'email' end,
            r.fallback_channel,
            case when r.meeting is not null then 'meeting' end
        ) as read_channel,
    from words_found as r
    left join stated_values as stated
        on stated.stated_column = 'setting' and r.stated_setting = stated.value
    -- The middle of a town or of a postal code says nothing of who stood at a customer's door.
    left join account_places as a
        on r.account_id = a.account_id and a.location_basis in ('given', 'given_swapped')
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
        when read_channel = 'call' then 'a call'
        when read_channel = 'email' then 'an e-mail'
        when event is not null then 'holds "' || event || '"'
        when our_place is not null then 'held at ours: "' || our_place || '"'
        when neutral is not null then 'holds "' || neutral || '"'
        when place_held is not null then 'the location holds the account''s ' || place_held
        when on_site is not null then 'holds "' || on_site || '"'
        when fallback_setting is not null then 'a row of a log of visits'
        when read_channel = 'meeting' and location is not null
            then 'a meeting at a place nothing is known of: "' || left(location, 60) || '"'
        when read_channel = 'meeting' then 'a meeting with no place recorded'
        else 'nothing says where or how'
    end as setting_evidence,
from placed
