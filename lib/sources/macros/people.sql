-- How the names and titles of people are read.

-- Letters of scripts that put no space between words, each a word of its own: so a title's words
-- are found in 購買部長 as they are in "head of purchasing", and CEO in "CEO兼CTO".
create or replace temp macro parted(words) as
trim(regexp_replace(
    regexp_replace(words, '(\p{Han}|\p{Hiragana}|\p{Katakana}|\p{Hangul}|ー)', ' \1 ', 'g'),
    ' +', ' ', 'g'
));

-- A title without what says only whom it may name: "(m/w/d)", "Leiter/in", "Acheteur(se)",
-- "Einkäufer:in", each letter of "P.D.G." and "R & D" beside the next.
create or replace temp macro without_dots(t) as
array_to_string(
    list_transform(
        string_split(t, ' '),
        lambda w: replace(
            w, '.', case when regexp_full_match(w, '[(]?(\pL\.)+\pL?[,;)]?') then '' else ' ' end
        )
    ), ' '
);

create or replace temp macro plain_title(t) as
regexp_replace(
    regexp_replace(
        regexp_replace(
            without_dots(lower(t)),
            '(^|\PL)(r|f|p|i|e) ?(&|\+|/| und | and | et | y | e ) ?(d|e|i|s)(\PL|$)',
            '\1 \2 \4 \5', 'g'
        ),
        '[(\[]\s*[a-z]{1,2}(\s*[/|,]\s*[a-z*]{1,3}){1,3}\s*[)\]]'
        || '|(^|[\s,-])(m/w(/[dx])?|w/m(/[dx])?|m/f(/[dx])?|f/m(/[dx])?|f/h|h/f|m/v(/x)?|v/m'
        || '|k/m|m/k|m/n)($|[\s,)])',
        ' ', 'g'
    ),
    '(\pL{3})(/-?|\*|:|_|·|•|\(-?)(innen|in|euse|rice|trice|ère|iere|ive|ne|se|le|es|e|as|ora'
    || '|ra|a|en|r|n|frau)\)?(\PL|$)',
    '\1 \4', 'g'
);

-- Words written short, and "and" in every language, the same way.
create or replace temp macro whole_word(w) as
coalesce(
    map {
        'sr': 'senior', 'snr': 'senior', 'jr': 'junior', 'mgr': 'manager', 'mngr': 'manager',
        'mngt': 'management', 'mgmt': 'management', 'ops': 'operations', 'asst': 'assistant',
        'exec': 'executive', 'mktg': 'marketing', 'purch': 'purchasing', 'mfg': 'manufacturing',
        'maint': 'maintenance', 'supt': 'superintendent', 'pres': 'president', 'supv': 'supervisor',
        'coord': 'coordinator', 'dept': 'department', 'rep': 'representative', 'svcs': 'services',
        'acctg': 'accounting', 'whse': 'warehouse', 'dir': 'director', 'resp': 'responsable',
        'kfm': 'kaufmannisch', 'kaufm': 'kaufmannisch', 'techn': 'technisch',
        'strateg': 'strategisch', 'geschf': 'geschaftsfuhrend', 'gesch': 'geschaftsfuhrer',
        'stv': 'stellvertretend', 'stellv': 'stellvertretend', 'ltr': 'leiter', 'gte': 'gerente',
        'gral': 'general', 'plv': 'plaatsvervangend', 'sen': 'senior',
        'und': 'and', 'et': 'and', 'y': 'and', 'og': 'and', 'och': 'and', 'oraz': 'and',
        'ed': 'and', 'sowie': 'and'
    }[w],
    w
);

-- What a title that is nothing but two letters stands for; within another it may mean anything.
create or replace temp macro whole_title(words) as
coalesce(
    map {
        'ad': 'amministratore delegato', 'md': 'managing director', 'gm': 'general manager',
        'tj': 'toimitusjohtaja', 'chair': 'chairman', 'administrador': 'administrador unico',
        'vd': 'verkstallande direktor', 'gl': 'geschaftsleitung', 'dir': 'director'
    }[words],
    words
);

-- A title as words, as the dictionary's patterns are read too; German women's forms as men's.
create or replace temp macro title_words(t) as
list_transform(
    string_split(
        whole_title(
            regexp_replace(
                regexp_replace(
                    parted(as_words(plain_title(t))),
                    '(er|or|ent|eur|ar|ist|ant|at|eut|log)in( |$)', '\1\2', 'g'
                ),
                '(isch|tretend|fuhrend)e[rsn]?( |$)', '\1\2', 'g'
            )
        ),
        ' '
    ),
    lambda w: whole_word(w)
);

-- Words that only join: "Leiter der Produktion" and "Leiter Produktion" are one.
create or replace temp macro is_small(w) as
w in (
    'of', 'the', 'for', 'der', 'des', 'die', 'das', 'dem', 'fur', 'fuer', 'im', 'vom', 'von', 'de',
    'du', 'la', 'le', 'les', 'l', 'del', 'della', 'dello', 'dell', 'delle', 'degli', 'dei', 'di',
    'do', 'da', 'dos', 'el', 'los', 'las', 'van', 'het', 'ds', 'działu', 'av', 'e', 'en', 'a', 'al'
);

-- The words that count of some words, as text; null where the first or the last joins only. A "d"
-- alone is small after a word ("chef d'atelier"), not in "r d".
create or replace temp macro as_phrase(words) as
case
    when not is_small(words[1]) and not is_small(words[-1])
        then regexp_replace(
            array_to_string(list_filter(words, lambda w: not is_small(w)), ' '),
            '(\pL{3}) d (\pL{3})', '\1 \2', 'g'
        )
end;

create or replace temp macro as_title(t) as
regexp_replace(
    array_to_string(list_filter(title_words(t), lambda w: not is_small(w)), ' '),
    '(\pL{3}) d (\pL{3})', '\1 \2', 'g'
);

-- The words of a name, without those of address; of two scripts' names, one key each.
create or replace temp macro as_person(t) as
trim(regexp_replace(
    regexp_replace(
        as_words(regexp_replace(t, '(様|さん|先生|殿|氏|女士|小姐)\s*$', '')),
        '^((mrs?|ms|miss|dr|prof|herrn?|frau|hr|fr|mme|mlle|monsieur|madame|sr|sra|srta|dona?'
        || '|sig|sigra|signora?|sig ra|dott|dottssa|dott ssa|avv|ing|dipl|lic'
        || '|eng|dhr|mevr|mw|pani?|mgr|sir|dame'
        || '|med|rer|nat|jur|phd) )+',
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
