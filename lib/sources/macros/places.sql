-- What is read from an address: a place, a part, a domain.

-- The domain in an address, a URL or an e-mail: "https://www.acme.com/x" and "jo@acme.com" are
-- acme.com.
create or replace temp macro as_domain(t) as
nullif(
    regexp_extract(
        lower(regexp_replace(t, '^.*@|^\s*(https?:)?//', '', 'i')),
        '^\s*(?:www\d?[.])?((?:[\pL\pN_-]+[.])+[\pL\pN-]{2,})', 1
    ), ''
);

-- The addresses in a text ("Jo Roe (jo@acme.com)"), joined by `;`; a name without the domain
-- behind it.
create or replace temp macro addresses_in(t) as
nullif(array_to_string(regexp_extract_all(t, '[^\s;,()<>"]+@[^\s;,()<>"]+[.][\pL]{2,}'), ';'), '');

create or replace temp macro without_domain(t) as
trim(regexp_replace(t, '\s*\([^()\s]+[.]\pL{2,}\)\s*$', ''));

-- A part of an address that stands as JSON in one cell.
create or replace temp macro address_part(t, part) as
case when starts_with(t, '{') and json_valid(t) then nullif(t ->> part, '') end;

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
