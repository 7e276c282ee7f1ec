-- one row per distinct subject, location or stated purpose: the first word of each list in it
with

texts as (
    select coalesce(subject, notes) as text, from source_interactions
    union
    select location as text, from source_interactions
    union
    select stated_purpose as text, from source_interactions
),

spelled as (
    select
        text,
        as_words(text) as words,
        -- "J.P. Marsh" is "jp marsh", as company names are compared.
        as_words(replace(text, '.', '')) as undotted_words,
    from texts
    where text is not null
)

select
    text,
    words,
    undotted_words,
    starts_with(words, coalesce(nullif(regexp_extract(words, $desk_work, 1), ''), ' '))
        as is_desk_work,
    first_word(words, $not_video, $video) as video,
    first_word(words, $not_video, $video_location) as video_location,
    first_word(words, $not_phone, $phone) as phone,
    first_word(words, $not_message, $message) as message,
    first_word(words, $not_event, $event) as event,
    first_word(words, $not_our_place, $our_place) as our_place,
    first_word(words, $not_neutral, $neutral) as neutral,
    first_word(words, $not_on_site, $on_site) as on_site,
    first_word(words, $not_meeting, $meeting) as meeting,
    first_word(words, $not_crisis, $crisis) as crisis,
    first_word(words, $not_commercial, $commercial) as commercial,
from spelled
