-- "märz", "Sept." and "juillet" by their first letters, in the languages of Western Europe.
create or replace temp macro month_letters() as
'jan01ene01gen01feb02fev02mar03mrt03maa03apr04avr04abr04may05mai05mei05mag05maj05jun06jui06giu06'
|| 'jul07lug07aug08aou08ago08sep09set09oct10okt10ott10out10nov11dec12dez12dic12';
create or replace temp macro month_number(word) as
nullif(
    substr(
        month_letters(),
        nullif(
            strpos(
                month_letters(),
                left(replace(strip_accents(lower(nullif(word, ''))), 'juil', 'jul'), 3)
            ),
            0
        ) + 3,
        2
    ),
    ''
);
create or replace temp macro day_of_parts(y, m, d) as
try_cast(
    case when length(y) = 2 then '20' || y else y end || '-' || month_number(m)
    || '-' || lpad(d, 2, '0')
    as date
);
-- "12. März 2026", "3rd of March 2026", "Mon 4 May 26", "14 de marzo de 2026"; "June 2nd, 2026".
create or replace temp macro as_day_in_words(p, q) as
coalesce(day_of_parts(p.y, p.m, p.d), day_of_parts(q.y, q.m, q.d));
-- A letter is what is neither blank, digit nor mark: `\pL` would take the engine a tenth of a
-- second to compile wherever a day is read. `month_number` tells a month from any other word.
create or replace temp macro as_written_day(t) as
as_day_in_words(
    regexp_extract(
        lower(t),
        '^(?:[^ \d.,/:;-]+[.,]{0,2} )?(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?[ -]+(?:de |of )?'
        || '([^ \d.,/:;-]{3,10})[.,]?[ -]+(?:de |del |do )?(\d{4}|\d{2})\b',
        ['d', 'm', 'y']
    ),
    regexp_extract(
        lower(t),
        '^(?:[^ \d.,/:;-]+[.,]{0,2} )?([^ \d.,/:;-]{3,10})[.]? (\d{1,2})(?:st|nd|rd|th)?,?'
        || ' (\d{4})\b',
        ['m', 'd', 'y']
    )
);
