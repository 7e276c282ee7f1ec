-- How the money and the months of a table of sales are read.

-- Accountants write a sum that is taken back as "500.00-", "500,00 CR" or "(500)".
create or replace temp macro as_amount(t) as
as_number(t)
* case
    when
        regexp_matches(t, '^[^-(]*[0-9][^-]*(-|[−]|\bCR)\s*$')
        and not regexp_matches(t, '^\s*[-(−]')
        then -1
    else 1
end;

-- "1.250": a thousand and more, where no cell beside it has one or two digits after a dot.
create or replace temp macro has_dotted_cents(t) as
regexp_matches(t, '[.][0-9]{1,2}([^0-9.]|$)|[.][0-9]{4}');

create or replace temp macro without_dots(t) as
case
    when regexp_matches(t, '^[^0-9.,]*[1-9][0-9]{0,2}([.][0-9]{3})+[^0-9.,]*$')
        then replace(t, '.', '')
    else t
end;

-- The last day of a month: "2026-03", "03/2026", "202603", "2026M3", "Mar-26", "März 2026",
-- "2026 mars", and any day in it; "March" or "3" with a year beside it.
create or replace temp macro end_of_month(y, m) as
case
    when try_cast(m as integer) between 1 and 12 and try_cast(y as integer) between 1970 and 2100
        then last_day(make_date(try_cast(y as integer), try_cast(m as integer), 1))
end;

create or replace temp macro as_month_named(t) as
coalesce(
    end_of_month(
        regexp_extract(t, '^(\d{4})[-/. ]?[mM]?(\d{1,2})$', 1),
        regexp_extract(t, '^(\d{4})[-/. ]?[mM]?(\d{1,2})$', 2)
    ),
    end_of_month(
        regexp_extract(t, '^(\d{1,2})[-/. ](\d{4})$', 2),
        regexp_extract(t, '^(\d{1,2})[-/. ](\d{4})$', 1)
    ),
    end_of_month(
        right('20' || regexp_extract(t, '^(\pL{3,10})[.]?[-/ '']{1,2}(\d{4}|\d{2})$', 2), 4),
        month_number(regexp_extract(t, '^(\pL{3,10})[.]?[-/ '']{1,2}(\d{4}|\d{2})$', 1))
    ),
    end_of_month(
        regexp_extract(t, '^(\d{4})[-/ ](\pL{3,10})[.]?$', 1),
        month_number(regexp_extract(t, '^(\d{4})[-/ ](\pL{3,10})[.]?$', 2))
    )
);

create or replace temp macro as_month(t, y) as
coalesce(
    last_day(as_day(case when length(t) >= 10 then t end)),
    as_month_named(t),
    end_of_month(
        regexp_extract(y, '^(\d{4})([.]0)?$', 1), regexp_extract(t, '^(\d{1,2})([.]0)?$', 1)
    ),
    end_of_month(
        regexp_extract(y, '^(\d{4})([.]0)?$', 1),
        month_number(regexp_extract(t, '^(\pL{3,10})[.]?$', 1))
    )
);

-- What says that a row is no sale after all, or one that was taken back.
create or replace temp macro says_void(t) as
regexp_matches(
    ' ' || as_words(t) || ' ',
    ' (cancell?ed|cancel|void|voided|draft|rejected|quote|storniert|abgebrochen|entwurf|angebot'
    || '|annulee?|brouillon|devis|anulad[oa]|cancelad[oa]|borrador|presupuesto|annullat[oa]|bozza'
    || '|preventivo|geannuleerd|concept|offerte) '
);

create or replace temp macro says_credit(t) as
regexp_matches(
    ' ' || as_words(t) || ' ',
    ' (credit notes?|credit memos?|creditnote|refunds?|refunded|gutschrift|gutschriften'
    || '|stornorechnung|rechnungskorrektur|avoir|note de credit|nota de credito|abono'
    || '|factura rectificativa|nota di credito|nota credito|creditnota|creditfactuur) '
);

-- What stands under a table of sales, in a pivot's words too.
create or replace temp macro says_sum(t) as
says_total(t)
or as_words(t) in (
    'gesamtsumme', 'gesamtergebnis', 'endsumme', 'endergebnis', 'total geral', 'totale complessivo',
    'eindtotaal', 'algemeen totaal', 'totales', 'totali', 'totalen', 'sommes', 'sumas',
    'suma total', 'sum', 'resultat global', 'total result'
);

-- How many people work there: "1,200", "51-200" (the middle), "10,000+".
create or replace temp macro in_range(t, which) as
try_cast(
    regexp_replace(
        regexp_extract(
            t, '^\D*([0-9][0-9.,]*)\s*(?:-|–|to|bis|à|a)\s*([0-9][0-9.,]*)', which
        ),
        '[.,]', '', 'g'
    ) as double
);

create or replace temp macro as_headcount(t) as
coalesce(as_number(replace(t, '+', '')), (in_range(t, 1) + in_range(t, 2)) / 2);
