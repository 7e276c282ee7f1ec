-- one row per distinct subject or location: the first word of each list found in it
with

texts as (
    select coalesce(subject, notes) as text from source_interactions
    union
    select location as text from source_interactions
),

spelled as (
    select
        text,
        as_words(text) as words,
    from texts
    where text is not null
)

select
    text,
    words,
    nullif(regexp_extract(words, $video, 1), '') as video,
    nullif(regexp_extract(words, $video_location, 1), '') as video_location,
    nullif(regexp_extract(words, $phone, 1), '') as phone,
    nullif(regexp_extract(words, $message, 1), '') as message,
    nullif(regexp_extract(words, $event, 1), '') as event,
    nullif(regexp_extract(words, $our_place, 1), '') as our_place,
    nullif(regexp_extract(words, $neutral, 1), '') as neutral,
    nullif(regexp_extract(words, $on_site, 1), '') as on_site,
    nullif(regexp_extract(words, $meeting, 1), '') as meeting,
    nullif(regexp_extract(words, $crisis, 1), '') as crisis,
    nullif(regexp_extract(words, $commercial, 1), '') as commercial,
from spelled
