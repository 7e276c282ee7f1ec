-- How the names and titles of people are read.

-- Letters of scripts that put no space between words, each a word of its own: so a title's words
-- are found in 購買部長 as they are in "head of purchasing", and CEO in "CEO兼CTO".
create or replace temp macro parted(words) as
trim(regexp_replace(
    regexp_replace(words, '(\p{Han}|\p{Hiragana}|\p{Katakana}|\p{Hangul}|ー)', ' \1 ', 'g'),
    ' +', ' ', 'g'
));

-- A title without what says only whom it may name: "(m/w/d)", "Leiter/in", "Acheteur(se)",
-- "Einkäufer:in"; then its words, German women's forms as men's. Patterns are read so too.
create or replace temp macro as_title(t) as
regexp_replace(
    parted(as_words(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(lower(t), '\b(r|f|m|h|q) ?(&|\+|und|and|et|y|e) ?(d|e|i|a)\b', '\1 \3', 'g'),
                    '[(\[]\s*[a-z]{1,2}(\s*[/|,]\s*[a-z*]{1,3}){1,3}\s*[)\]]'
                    || '|(^|[\s,-])(m/w(/[dx])?|w/m(/[dx])?|m/f(/[dx])?|f/m(/[dx])?|f/h|h/f|m/v(/x)?|v/m|k/m|m/k|m/n|f/m/x)($|[\s,)])',
                    ' ', 'g'
                ),
                '(\pL{3})(/-?|\*|:|_|·|•|\(-?)(innen|in|euse|rice|trice|ère|iere|ive|ne|se|le|es|e|as|ora|ra|a|en|r|n|frau)\)?(\PL|$)',
                '\1 \4', 'g'
            ),
            '[''’´`.](\s|$)|[.]', '\1', 'g'
        )
    )),
    '(er|or|ent|eur|ar|ist|ant|at|eut|log)in( |$)', '\1\2', 'g'
);

-- The words of a name, without those of address; of two scripts' names, one key each.
create or replace temp macro as_person(t) as
trim(regexp_replace(
    regexp_replace(
        as_words(regexp_replace(t, '(様|さん|先生|殿|氏|女士|小姐)\s*$', '')),
        '^((mrs?|ms|miss|dr|prof|herrn?|frau|hr|fr|mme|mlle|monsieur|madame|sr|sra|srta|dona?'
        || '|sig|sigra|signora?|sig ra|dott|dottssa|dott ssa|avv|ing|dipl|lic|eng|dhr|mevr|mw|pani?|mgr|sir|dame|med|rer|nat|jur|phd) )+',
        ''
    ),
    ' (phd|mba|jr|sr|msc|bsc|dds|md)$', ''
));

create or replace temp macro name_words(t) as
case
    when regexp_matches(t, '\p{Han}|\p{Hiragana}|\p{Katakana}|\p{Hangul}')
        then [replace(as_person(t), ' ', '')]
    else list_sort(string_split(as_person(t), ' '))
end;

-- Whether one name may be a shorter writing of another: "A. Berg", or "Berg" alone, of "Anna Berg".
-- What they do not share must be initials of what the other has.
create or replace temp macro words_apart(a, b) as list_filter(a, lambda w: not list_contains(b, w));

create or replace temp macro is_short_for(short, long) as
(
    len(list_filter(short, lambda w: length(w) > 1 and list_contains(long, w))) > 0
    and len(
        list_filter(
            words_apart(short, long),
            lambda w: len(
                list_filter(
                    words_apart(long, short),
                    lambda v: (length(w) = 1 and starts_with(v, w))
                    or (length(v) = 1 and starts_with(w, v))
                )
            ) = 0
        )
    ) = 0
)
or (
    len(short) = 1 and len(long) = 1 and starts_with(long[1], short[1])
    and regexp_matches(short[1], '^\p{Han}')
);

-- Two columns, who was met and as what, as one: "Anna Berg (CFO);Tom Roe (Buyer)". Where they
-- cannot be paired, nobody knows whose title is whose.
create or replace temp macro in_brackets(t) as
case when trim(t) <> '' then ' (' || trim(translate(t, '()', '  ')) || ')' else '' end;

create or replace temp macro paired(people, titles) as
array_to_string(
    list_transform(list_zip(people, titles), lambda p: p[1] || in_brackets(p[2])), ';'
);

create or replace temp macro with_titles(people, titles) as
case
    when titles is null or contains(people, '(') then people
    when people is null then titles
    when
        regexp_matches(people, '^[\pL''-]+, ?[\pL''.-]+$')
        or not regexp_matches(people, '[;\n,/&+]| (and|und|et|y|e|en|og|och) ')
        then people || in_brackets(titles)
    when contains(people, ';') or contains(people, chr(10))
        then case
            when
                len(string_split_regex(people, '[;\n]'))
                = len(string_split_regex(titles, '[;\n]'))
                then paired(
                    string_split_regex(people, '\s*[;\n]\s*'),
                    string_split_regex(titles, '\s*[;\n]\s*')
                )
            when
                len(string_split_regex(people, '[;\n]'))
                = len(string_split_regex(titles, '[;\n,/]'))
                then paired(
                    string_split_regex(people, '\s*[;\n]\s*'),
                    string_split_regex(titles, '\s*[;\n,/]\s*')
                )
            else people
        end
    when
        len(string_split_regex(people, '[,/&+]| (and|und|et|y|e|en|og|och) '))
        = len(string_split_regex(titles, '[;\n,/&+]| (and|und|et|y|e|en|og|och) '))
        then paired(
            string_split_regex(people, '\s*[,/&+]\s*| (and|und|et|y|e|en|og|och) '),
            string_split_regex(titles, '\s*[;\n,/&+]\s*| (and|und|et|y|e|en|og|och) ')
        )
    else people
end;
