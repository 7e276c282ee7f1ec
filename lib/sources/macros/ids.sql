-- How an id is read, whatever wrote it over.

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
