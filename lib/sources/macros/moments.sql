-- How text becomes a time of day, and how days and moments stand as ISO text.

create or replace temp macro as_moment(t) as
try_cast(replace(left(t, 19), 'T', ' ') as timestamp);

-- The time of day in a text, "2:05 pm" as 14:05:00; null where it holds none.
create or replace temp macro clock_in(t) as
case
    when regexp_matches(t, '\d{1,2}:\d{2}')
        then
            lpad(
                (case
                    when regexp_matches(t, '\d\s*[aApP][.]?[mM]')
                        then
                            (regexp_extract(t, '(\d{1,2}):\d{2}', 1))::integer % 12
                            + case
                                when regexp_matches(t, '\d\s*[pP][.]?[mM]') then 12 else 0
                            end
                    else (regexp_extract(t, '(\d{1,2}):\d{2}', 1))::integer
                end)::varchar,
                2, '0'
            )
            || ':' || regexp_extract(t, '\d{1,2}:(\d{2})', 1)
            || ':' || coalesce(nullif(regexp_extract(t, '\d{1,2}:\d{2}:(\d{2})', 1), ''), '00')
end;

-- A day or moment however it is written, as ISO text; what cannot be read stands as it is.
create or replace temp macro as_iso(t, date_order) as
case
    when substr(t, 5, 1) = '-' and substr(t, 8, 1) = '-' then t
    else
        coalesce(
            strftime(as_day_in_order(t, date_order), '%Y-%m-%d')
            || coalesce(' ' || clock_in(t), ''),
            t
        )
end;

-- The order of day and month in one value, where a column mixes them.
create or replace temp macro order_of(t) as
case
    when try_cast(regexp_extract(t, '^(\d{1,2})[/-]', 1) as integer) > 12 then 'dmy'
    when try_cast(regexp_extract(t, '^\d{1,2}[/-](\d{1,2})[/-]', 1) as integer) > 12 then 'mdy'
    else 'undecided'
end;

-- Days as spreadsheets count them, and seconds since 1970.
create or replace temp macro from_serial(n) as
case
    when n = floor(n) then strftime(date '1899-12-30' + n::integer, '%Y-%m-%d')
    else strftime(epoch_ms((round((n - 25569) * 86400) * 1000)::bigint), '%Y-%m-%d %H:%M:%S')
end;

create or replace temp macro from_epoch(n) as
strftime(epoch_ms((floor(n) * 1000)::bigint), '%Y-%m-%d %H:%M:%S');
