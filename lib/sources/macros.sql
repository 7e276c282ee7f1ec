-- How text becomes a value, once for every source. A value that cannot be read is null.
-- `trim` reads a cell from end to end; nearly all have nothing to take off, as their ends tell.
create or replace temp macro trimmed(t) as
case
    when
        starts_with(t, ' ') or ends_with(t, ' ')
        or starts_with(t, chr(160)) or ends_with(t, chr(160))
        or starts_with(t, chr(12288)) or ends_with(t, chr(12288))
        then trim(t)
    else t
end;

-- "'-5" and "'+45 33 12" as they were before somebody kept a spreadsheet from running them.
create or replace temp macro unguarded(t) as
case when regexp_matches(t, '^''[=+@-]') then substr(t, 2) else t end;

-- DuckDB casts "1/2/26" to the year 1: only what begins with a year of four digits is cast.
create or replace temp macro as_day(t) as
case when substr(t, 5, 1) = '-' then try_cast(left(t, 10) as date) end;

-- A day that stands for none (1900-01-01, 2200-01-01) says nothing.
create or replace temp macro true_day(d) as
case when year(d) between 1901 and 2100 then d end;

create or replace temp macro as_moment(t) as
try_cast(replace(left(t, 19), 'T', ' ') as timestamp);

create or replace temp macro as_flag(t) as
case
    when
        lower(t) in (
            '1', '1.0', 'true', 'yes', 'y', 'x', 'ja', 'oui', 'si', 'sí', 'sim', 'verdadero'
        )
        then true
    when lower(t) in ('0', '0.0', 'false', 'no', 'n', 'nein', 'non', 'não', 'nee', 'falso')
        then false
end;

-- "$7,450.00", "95.570,69 EUR", "1.234.567", "(500)", "1.2M": a comma is a decimal sign where one
-- or two digits end the number after it; two dots or more part thousands, as whatever else stands
-- between digits does. What is no number (NaN, inf) is none.
create or replace temp macro as_digits(t) as
case
    when regexp_matches(t, ',[0-9]{1,2}[^0-9]*$')
        then replace(regexp_replace(t, '[^0-9,]', '', 'g'), ',', '.')
    when regexp_matches(t, '[.][0-9]+[.]') then regexp_replace(t, '[^0-9]', '', 'g')
    else regexp_replace(t, '[^0-9.]', '', 'g')
end;
create or replace temp macro as_number(t) as
case
    when isfinite(try_cast(t as double)) then try_cast(t as double)
    when
        regexp_matches(t, '^[^0-9]*[0-9][0-9., \x{a0}\x{202f}'']*[^0-9]*$')
        and try_cast(t as double) is null
        then
            try_cast(as_digits(t) as double)
            * case when regexp_matches(t, '^[^0-9]*[-(]') then -1 else 1 end
            * case
                when regexp_matches(t, '[0-9] ?[kK]$') then 1e3
                when regexp_matches(t, '[0-9] ?[mM]$') then 1e6
                else 1
            end
end;

-- "$7,450.00", "1.250,00 €", "USD 500": the sign or the code that an amount carries.
create or replace temp macro as_currency(t) as
nullif(
    coalesce(
        nullif(regexp_extract(t, '[A-Z]{0,3}\p{Sc}'), ''),
        regexp_extract(
            t,
            '(?:^|[^A-Za-z])(USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF'
            || '|RON|BRL|MXN|ZAR|SGD|HKD|KRW|TRY|AED|SAR|ILS|THB|IDR|MYR|PHP|VND|ARS|CLP|COP)'
            || '(?:[^A-Za-z]|$)',
            1
        )
    ),
    ''
);

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
    try_strptime(regexp_extract(t, '^\d{1,2}[ -][A-Za-z]{3}[ -]\d{4}'), ['%d %b %Y', '%d-%b-%Y']),
    try_strptime(regexp_extract(t, '^\d{1,2} [A-Za-z]{4,9} \d{4}'), '%d %B %Y'),
    try_strptime(
        regexp_extract(t, '^[A-Za-z]{3,9} \d{1,2}, \d{4}'), ['%b %d, %Y', '%B %d, %Y']
    )
)::date;

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

-- Lower case, accents off, everything but letters and digits a single space: the form in which
-- names and words are compared.
create or replace temp macro as_words(t) as
trim(regexp_replace(strip_accents(lower(replace(t, '&', ' and '))), '[^\pL\pN]+', ' ', 'g'));

-- The first word of a list in a text, once the phrases that only look like one are taken out.
create or replace temp macro first_word(words, exceptions, pattern) as
nullif(regexp_extract(regexp_replace(words, exceptions, ' | ', 'g'), pattern, 1), '');

-- A word that is part of the account's own name ("Summit Education Group") says nothing; another
-- word of the list beside it may. (A macro's argument is planned at each place it stands, and that
-- other word is dear to find: in a list of one it stands once.)
create or replace temp macro is_in_name(word, name_key) as
contains(' ' || coalesce(name_key, '') || ' ', ' ' || word || ' ');
create or replace temp macro word_beside_name(word, words, name_key, exceptions, pattern) as
case
    when word is null or not is_in_name(word, name_key) then word
    else list_filter(
        [first_word(replace(' ' || words || ' ', ' ' || word || ' ', ' | '), exceptions, pattern)],
        lambda found: not is_in_name(found, name_key)
    )[1]
end;

-- A company's name without its legal form: "Müller & Co. GmbH" and "Muller and Co" are one name.
-- Dots go first, so that "S.A." and "SA" are one form.
create or replace temp macro as_company(t, legal_forms) as
coalesce(
    nullif(
        regexp_replace(
            regexp_replace(
                as_words(replace(t, '.', '')),
                '( (' || legal_forms || '))+$', ''
            ),
            '^the | and$', '', 'g'
        ), ''
    ),
    as_words(t)
);

-- The domain in an address, a URL or an e-mail: "https://www.acme.com/x" and "jo@acme.com" are
-- acme.com.
create or replace temp macro as_domain(t) as
nullif(
    regexp_extract(
        lower(regexp_replace(t, '^.*@|^\s*(https?:)?//', '', 'i')),
        '^\s*(?:www\d?[.])?((?:[\pL\pN_-]+[.])+[\pL\pN-]{2,})', 1
    ), ''
);
-- The values of a cell that holds several.
create or replace temp macro as_list(t) as
list_filter(list_transform(string_split(t, ';'), lambda x: trim(x)), lambda x: x <> '');

-- What a calendar sync writes in front of the subject of a meeting that was called off.
create or replace temp macro called_off(t) as
regexp_matches(
    lower(t), '^\s*(cancell?ed|abgesagt|annul[ée]e?|cancelad[oa]|annullat[oa]|geannuleerd)\s*:'
);

-- An id as its program wrote it. A spreadsheet turns 51213456789 into "51213456789.0" or
-- "5.1213456789E+10", which is still that id, or into "5.12E+10", which is nobody's.
create or replace temp macro as_id(t) as
case
    -- Zoho's own export puts its mark before what its API calls the same record.
    when starts_with(t, 'zcrm_') then substr(t, 6)
    when not regexp_matches(t, '^\d+[.]0+$|^\d([.,]\d+)?[eE][+]\d+$') then t
    when not contains(upper(t), 'E') then split_part(t, '.', 1)
    when
        length(regexp_extract(t, '^\d[.,]?(\d*)', 1))
        = try_cast(regexp_extract(t, '\d+$') as integer)
        then regexp_replace(regexp_extract(t, '^[^eE]+'), '[^0-9]', '', 'g')
end;
create or replace temp macro is_rounded_id(t) as t is not null and as_id(t) is null;

-- The ids of a cell that holds several ("12; 34", "[12, 34]", "[{'id': '12', …}]"), joined by `;`
-- in their order.
create or replace temp macro as_ids(t) as
case
    when not regexp_matches(t, '[;,|\[{]') then as_id(t)
    when contains(t, '{')
        then nullif(
            array_to_string(
                regexp_extract_all(t, '["''](?:id|toObjectId)["'']\s*:\s*["'']?([\w-]+)', 1), ';'
            ),
            ''
        )
    else nullif(
        array_to_string(
            list_filter(
                list_transform(
                    string_split_regex(t, '[;,|]'), lambda x: as_id(trim(x, ' []"'''))
                ),
                lambda x: x <> ''
            ),
            ';'
        ),
        ''
    )
end;

-- The addresses in a text ("Jo Roe (jo@acme.com)"), joined by `;`; a name without the domain
-- behind it.
create or replace temp macro addresses_in(t) as
nullif(array_to_string(regexp_extract_all(t, '[^\s;,()<>"]+@[^\s;,()<>"]+[.][\pL]{2,}'), ';'), '');
create or replace temp macro without_domain(t) as
trim(regexp_replace(t, '\s*\([^()\s]+[.]\pL{2,}\)\s*$', ''));

-- Text without the tags and entities of a web page.
create or replace temp macro without_tags(t) as
case
    when contains(t, '<')
        then
            trim(regexp_replace(
                replace(replace(replace(replace(replace(
                    regexp_replace(
                        regexp_replace(
                            t, '(?is)<(style|script|head)[^>]*>.*?</(style|script|head)>', ' ', 'g'
                        ),
                        '<[^>]*>', ' ', 'g'
                    ),
                    '&nbsp;', ' '
                ), '&lt;', '<'), '&gt;', '>'), '&quot;', '"'), '&amp;', '&'),
                '\s+', ' ', 'g'
            ))
    else t
end;

-- Salesforce: the three letters that make a 15-character id safe where case is lost.
create or replace temp macro case_letter(five) as
substr(
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345',
    1
    + case when substr(five, 1, 1) between 'A' and 'Z' then 1 else 0 end
    + case when substr(five, 2, 1) between 'A' and 'Z' then 2 else 0 end
    + case when substr(five, 3, 1) between 'A' and 'Z' then 4 else 0 end
    + case when substr(five, 4, 1) between 'A' and 'Z' then 8 else 0 end
    + case when substr(five, 5, 1) between 'A' and 'Z' then 16 else 0 end,
    1
);
create or replace temp macro id_18(id) as
left(id, 15)
|| case_letter(substr(id, 1, 5)) || case_letter(substr(id, 6, 5)) || case_letter(substr(id, 11, 5));

-- An activity's id in the longer form, so that a report's and an export's are one.
create or replace temp macro longer_id(id) as
case when length(id) = 15 and regexp_matches(id, '^00[TU][A-Za-z0-9]+$') then id_18(id) else id end;

-- A part of an address that stands as JSON in one cell.
create or replace temp macro address_part(t, part) as
case when starts_with(t, '{') and json_valid(t) then nullif(t ->> part, '') end;

-- Why an account need not be visited, where it is said as a reason or as a tick.
create or replace temp macro as_exemption(t, program) as
case
    when as_flag(t) is null then t
    when as_flag(t) then 'marked in ' || program || ' as not to be visited'
end;

-- Salesforce: a part of the billing address, or else of the shipping address.
create or replace temp macro billed_part(billing, billing_json, shipping, shipping_json, part) as
coalesce(billing, address_part(billing_json, part), shipping, address_part(shipping_json, part));

-- Salesforce: an opportunity's flag, or what its stage says, as its own stages are called.
create or replace temp macro has_won(flag, stage) as
coalesce(as_flag(flag), lower(stage) in ('closed won', 'won'), false);
create or replace temp macro has_closed(flag, stage) as
coalesce(
    as_flag(flag), lower(stage) like 'closed%' or lower(stage) in ('won', 'lost'), false
);

-- HubSpot: the one company of several that a record is of, by id and by name.
create or replace temp macro company_of(primary_id, ids, linked_ids) as
coalesce(as_id(primary_id), split_part(coalesce(as_ids(ids), linked_ids), ';', 1));
create or replace temp macro company_named(primary_name, names) as
coalesce(without_domain(primary_name), without_domain(split_part(names, ';', 1)));

-- What a stage or status says, in words.
create or replace temp macro says_won(t) as
regexp_matches(' ' || as_words(t) || ' ', ' (won|gewonnen|ganad[oa]|ganh[oa]|gagnee?|vint[oa]) ')
and not contains(' ' || as_words(t), ' not ');
create or replace temp macro says_lost(t) as
regexp_matches(
    ' ' || as_words(t) || ' ',
    ' (lost|verloren|perdid[oa]|perdue?|pers[oa]|disqualified|abandoned) '
);
create or replace temp macro says_closed(t) as
regexp_matches(
    ' ' || as_words(t) || ' ',
    ' (closed|solved|resolved|done|completed|geschlossen|gelost|erledigt|cerrad[oa]'
    || '|resuelt[oa]|clos|resolue?|chius[oa]|risolt[oa]) '
)
and not regexp_matches(' ' || as_words(t), ' (not|un|to be) ');

-- A town, state or country as the place table is keyed (tools/build_assets.py says why).
create or replace temp macro as_place(t) as
trim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    replace(replace(replace(replace(
        translate(
            strip_accents(lower(regexp_replace(t, '[''`´‘’ʻʼ]', '', 'g'))),
            'øłđðħıə', 'olddhie'
        ),
        'ß', 'ss'
    ), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    '[^\pL\pN]+', ' ', 'g'
),
'\b(saint|sankt)\b', 'st', 'g'), '\bfort\b', 'ft', 'g'), '\bmount\b', 'mt', 'g'));
