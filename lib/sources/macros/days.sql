-- How text becomes a day, and why a row's day cannot be used.

-- DuckDB casts "1/2/26" to the year 1: only what begins with a year of four digits is cast.
create or replace temp macro as_day(t) as
case when substr(t, 5, 1) = '-' then try_cast(left(t, 10) as date) end;

-- A day that stands for none (1900-01-01, 2200-01-01) says nothing.
create or replace temp macro true_day(d) as
case when year(d) between 1901 and 2100 then d end;

-- Two numbers with a slash or dash between are told apart by `date_order` alone; with dots the day
-- is first.
create or replace temp macro as_day_in_order(t, date_order) as
coalesce(
    as_day(t),
    try_strptime(regexp_extract(t, '^\d{1,2}\.\d{1,2}\.\d{4}'), '%d.%m.%Y'),
    try_strptime(regexp_extract(t, '^\d{1,2}\.\d{1,2}\.\d{2}\b'), '%d.%m.%y'),
    try_strptime(regexp_extract(t, '^\d{4}/\d{1,2}/\d{1,2}'), '%Y/%m/%d'),
    try_strptime(regexp_extract(t, '^\d{8}$'), '%Y%m%d'),
    case
        when date_order = 'dmy'
            then
                coalesce(
                    try_strptime(
                        replace(regexp_extract(t, '^\d{1,2}[/-]\d{1,2}[/-]\d{4}'), '-', '/'),
                        '%d/%m/%Y'
                    ),
                    try_strptime(
                        replace(regexp_extract(t, '^\d{1,2}[/-]\d{1,2}[/-]\d{2}\b'), '-', '/'),
                        '%d/%m/%y'
                    )
                )
        when date_order = 'mdy' then coalesce(
            try_strptime(
                replace(regexp_extract(t, '^\d{1,2}[/-]\d{1,2}[/-]\d{4}'), '-', '/'), '%m/%d/%Y'
            ),
            try_strptime(
                replace(regexp_extract(t, '^\d{1,2}[/-]\d{1,2}[/-]\d{2}\b'), '-', '/'), '%m/%d/%y'
            )
        )
    end,
    as_written_day(t)
)::date;

-- Why a row's day cannot be used; null where it can.
create or replace temp macro date_fault(t, day) as
case
    when t is null then 'It has no date'
    when
        day is null and regexp_matches(t, '^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b')
        and try_strptime(regexp_extract(t, '^\d{1,2}[/-]\d{1,2}'), ['%d/%m', '%d-%m']) is not null
        and try_strptime(regexp_extract(t, '^\d{1,2}[/-]\d{1,2}'), ['%m/%d', '%m-%d']) is not null
        then
            'Its date can be read two ways: ' || t
            || '; say which with --date-order dmy or mdy'
    when day is null then 'Its date cannot be read: ' || t
    when day not between date '1970-01-01' and date '2100-01-01'
        then 'Its date is no true one: ' || t
end;

-- That a day beside the row's own can be read two ways; words where a day might stand are no fault.
create or replace temp macro two_ways(t) as
case
    when as_day(t) is null and regexp_matches(t, '^\d{1,2}[/-]\d{1,2}[/-]\d{2,4}\b')
        then date_fault(t, as_day(t))
end;
