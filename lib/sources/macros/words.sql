-- The forms in which names and words are compared, and what words say.

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

-- What a calendar sync writes in front of the subject of a meeting that was called off.
create or replace temp macro called_off(t) as
regexp_matches(
    lower(t), '^\s*(cancell?ed|abgesagt|annul[ée]e?|cancelad[oa]|annullat[oa]|geannuleerd)\s*:'
);

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

-- What somebody wrote that they would do: no yes, no day, no word for nothing.
create or replace temp macro as_action(t) as
case
    when
        as_flag(t) is null
        and as_day(t) is null
        and not regexp_matches(t, '^[0-9./ -]+$')
        and as_words(t) not in (
            '', 'none', 'nothing', 'n a', 'na', 'nil', 'no action', 'no follow up', 'no next step',
            'no next steps', 'no action required', 'none required', 'not required', 'not needed',
            'not applicable', 'tbd', 'open', 'done', 'keine', 'kein', 'nichts', 'entfallt',
            'nicht notig', 'aucun', 'aucune', 'rien', 'neant', 'ninguno', 'ninguna', 'nada',
            'nessuno', 'nessuna', 'niente', 'geen', 'niets', 'nenhum', 'nenhuma', 'brak', 'ingen',
            'inga', 'inget'
        )
        then t
end;

-- That somebody was a customer and is one no more.
create or replace temp macro says_former(t) as
coalesce(
    regexp_matches(
        ' ' || as_words(t) || ' ',
        ' (former|churned|lost customer|ex customer|terminated|cancell?ed|gekundigt|ehemalig|ehemaliger|abgewandert'
        || '|ancien|client perdu|resilie|antiguo|baja|ex cliente|cliente perdido|cessato|opgezegd'
        || '|vertrokken) '
    ),
    false
);
