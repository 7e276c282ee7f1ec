-- How text becomes a value. One that cannot be read is null, here and in the files beside this.

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

-- The values of a cell that holds several.
create or replace temp macro as_list(t) as
list_filter(list_transform(string_split(t, ';'), lambda x: trim(x)), lambda x: x <> '');

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
