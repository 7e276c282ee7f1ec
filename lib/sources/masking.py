"""Masking: card, bank, tax and identity numbers in free text, as `•••• 1234`.

Owns what such a number looks like, and the relation `masked_texts`, by which every subject and
note is masked before it is kept: no page can forget it. Dates, telephones, amounts of money and
the numbers of cases and orders stay readable, as far as they can be told apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

import duckdb

from lib.sources import personal_numbers

# Six digits close together, of any script, or the shape of an Indian tax number: no text without
# them can hold what is masked. RE2, as DuckDB has it.
_SUSPECT = r"\p{Nd}(?:\P{Nd}{0,3}\p{Nd}){5}|[A-Z]{5}[0-9]{4}[A-Z]"
# Signs that stand for one another in a number, letter for letter, and numerals of other scripts.
_SEPARATORS = {
    **dict.fromkeys(
        "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "
    ),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\t", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\uff0d", "-"),
    "\uff0e": ".",
}
_BATCH = 10_000
_SHOWN = 4

# Length of an IBAN by country, of those that use it most.
_IBAN = {
    "AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "BR": 29, "CH": 21, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21,
    "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
    "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SA": 24, "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "TR": 26,
}  # fmt: skip
_IBAN_LIKE = re.compile(
    r"(?i)(?<![a-z0-9])(?:"
    + "|".join(f"{c}[0-9]{{2}}(?:[ -]?[a-z0-9]){{{n - 4}}}" for c, n in _IBAN.items())
    + r"|[a-z]{2}[0-9]{2}[a-z0-9]{11,30})(?![a-z0-9])"
)
# Solid, or in the groups that are printed on the card.
_CARD_LIKE = re.compile(
    r"(?<![\w+.,/-])(?:[0-9]{13,19}|[0-9]{4}([ .-])[0-9]{4}\1[0-9]{4}\1[0-9]{1,7}"
    r"|[0-9]{4}([ .-])[0-9]{6}\2[0-9]{4,5})(?![\w]|[.,][0-9])"
)
_CARD_STARTS = re.compile(r"4|5[0-9]|2[2-7]|3[0-9]|6")
_VAT = re.compile(
    r"(?<![A-Za-z0-9])(?:ATU[0-9]{8}|BE ?[01][0-9]{3}[. ]?[0-9]{3}[. ]?[0-9]{3}|BG[0-9]{9,10}"
    r"|CHE-?[0-9]{3}\.?[0-9]{3}\.?[0-9]{3}|CZ[0-9]{8,10}|DE ?[0-9]{9}"
    r"|DE ?[0-9]{3} [0-9]{3} [0-9]{3}"
    r"|DK ?[0-9]{8}|EL[0-9]{9}|ES ?(?:[A-Z][0-9]{7}[A-Z0-9]|[0-9]{8}[A-Z])|FI[0-9]{8}"
    r"|FR ?[A-Z0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}|GB ?[0-9]{3} ?[0-9]{4} ?[0-9]{2}|HR[0-9]{11}"
    r"|HU[0-9]{8}|IE[0-9][A-Z0-9][0-9]{5}[A-Z]{1,2}|IT ?[0-9]{11}|LU[0-9]{8}|NL ?[0-9]{9}B[0-9]{2}"
    r"|NO ?[0-9]{9}MVA|PL ?[0-9]{10}|PT ?[0-9]{9}|RO[0-9]{6,10}|SE[0-9]{12}|SI[0-9]{8}|SK[0-9]{10})"
    r"(?![A-Za-z0-9])"
)
_SSN = re.compile(r"(?<![0-9-])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![0-9-])")
# Shapes that nothing else has: a Brazilian company's and person's number, an Italian person's.
_SHAPED = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{6}[0-9]{2}[A-EHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]"
    r"|[0-9]{2}\.[0-9]{3}\.[0-9]{3}/[0-9]{4}-[0-9]{2}"
    r"|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}"
    # A Swiss and a Belgian person's.
    r"|756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}|[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}"
    r")(?![0-9A-Za-z])"
)
# What names such a number, and the number behind it.
_NAMED = re.compile(
    r"(?i)\b(?:"
    r"(?:bank|giro|current|savings|checking)?[ -]?(?:account|acct|a/c|acc)\.?"
    r"[ -]*(?:no|nr|number|num|#)"
    r"|bank account|iban|bban|routing (?:no|number)|aba (?:no|number)|sort code|swift account"
    r"|konto(?:nummer|nr|[ -]nr)?|bankverbindung|blz|bankleitzahl|(?:numero|num[ée]ro|n[°ºo]) de"
    r" (?:compte|cuenta|conta)|compte bancaire|cuenta bancaria|conto corrente|conta banc[áa]ria"
    r"|rekening(?:nummer|nr)|bankrekening|"
    r"vat(?:[ -]?reg(?:istration)?)?(?: ?(?:id|no|number|nr))?|tax(?:payer)?"
    r" ?(?:id|no|number|identification(?: number)?)"
    r"|(?-i:TIN|EIN|NIF|CIF|NIP|BSN|CVR|CPF|CNPJ|REGON|PESEL|NIR|NIE|DNI|NINO|TFN|SIN|AHV|N\.I\.F|C\.I\.F)|ssn"
    r"|national insurance(?: (?:no|number))?|aadhaar(?: (?:no|number))?"
    r"|social security(?: (?:no|number))?|steuer(?:nummer|[ -]?nr|[ -]?id"
    r"|identifikationsnummer)|ust[ -.]?id(?:[ -.]*(?:nr|nummer))?"
    r"|umsatzsteuer-?id(?:[ -.]*(?:nr|nummer))?"
    r"|n[°ºo]? ?(?:de )?tva|tva(?: intracommunautaire)?|siren|siret|num[ée]ro fiscal"
    r"|p(?:artita)?[. ]?iva|codice fiscale|contribuinte|btw(?:[ -]?(?:nummer|nr))?"
    r"|personnummer|credit card|debit card|card (?:no|number)|kreditkarte"
    r"(?:nnummer)?|carte (?:bancaire|de cr[ée]dit)|tarjeta(?: de cr[ée]dito)?"
    r")(?![a-z])[\s.:#=°º(]*(?:(?:is|ist|no|nr|number|nummer)\b[\s.:#=]*)?"
    # Groups that each hold a digit: the words behind a number are not of it.
    r"(?P<number>(?:[A-Z]{1,3}[ -]?)?[0-9][0-9A-Z]{0,33}"
    r"(?:[ ./-][A-Z]{0,3}[0-9][0-9A-Z]{0,11}){0,8})"
    r"(?![0-9]|,[0-9]| ?(?:EUR|USD|GBP|CHF|[€$£]))"
)
_LONG = re.compile(r"(?<![\w+.,/-])[0-9]{12,34}(?![\w]|[.,/-][0-9])")
# What a long number may be that is nobody's secret.
_READABLE = re.compile(
    r"(?i)\b(?:orders?|po|so|purchase order|case|ticket|invoice|inv|quote|offer|ref|reference"
    r"|project|drawing|model|type|serial|s/n|sn|article|item|part|ean|gtin|sku|batch|lot|tracking|shipment"
    r"|meeting id|id|phone"
    r"|tel|mobile|fax|call|auftrags?|auftragsnummer|bestell(?:ung|nummer|nr)|rechnung|angebot"
    r"|vorgang|artikel|charge|seriennummer|telefon|commande|facture|devis|pedido|factura|orden|ordine"
    r"|fattura|encomenda|fatura|bestelling|factuur|offerte)\b[^0-9\n]{0,20}$"
)
_STAMP = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{4,9}")


def masked(text: str) -> str:
    """The text with every such number down to its last four digits."""
    read = _as_read(text)
    for pattern, is_one in _RULES:
        cover = _covering(is_one)
        parts, at = [], 0
        for match in pattern.finditer(read):
            if (covered := cover(match)) != match[0]:
                parts += [text[at : match.start()], covered]
                at = match.end()
        if parts:
            text = "".join([*parts, text[at:]])
            read = _as_read(text)
    return text


def masked_row(text: str) -> str:
    """The same of a row as it stood in its file: a comma there parts cells, and no number."""
    return "".join(masked(part) for part in re.split(r'([,;|\t"])', text))


def masked_value(value: object) -> object:
    """The same of a cell; what is no text stays as it is."""
    return masked(value) if isinstance(value, str) else value


def _as_read(text: str) -> str:
    """The text, sign for sign, as the patterns know digits and what stands between them."""
    if text.isascii():
        return text.replace("\t", " ")
    return "".join(_SEPARATORS.get(c) or _numeral(c) for c in text)


def _numeral(one: str) -> str:
    number = unicodedata.decimal(one, None) if one > "\x7f" else None
    return one if number is None else str(number)


def create_masked_texts(
    con: duckdb.DuckDBPyConnection, columns: Mapping[str, Sequence[str]]
) -> None:
    """Makes `masked_texts`: text as it stands in the staged tables, and masked.

    Holds only those that masking changes.

    Args:
        columns: the columns that hold free text, by table of the contract.
    """
    con.execute("create or replace temp table masked_texts (text varchar, masked varchar)")
    texts = " union ".join(
        f"select {column} as text from staged_{table} where regexp_matches({column}, '{_SUSPECT}')"
        for table, names in columns.items()
        for column in names
    )
    con.execute(f"create or replace temp table suspect_texts as {texts}")
    (number,) = con.execute("select count(*) from suspect_texts").fetchall()[0]
    for start in range(0, number, _BATCH):
        batch = con.execute(
            "select text from suspect_texts where rowid >= ? and rowid < ?", [start, start + _BATCH]
        ).fetchall()
        found = [(text, cover) for (text,) in batch if (cover := masked(text)) != text]
        if found:
            con.execute(
                "insert into masked_texts select unnest(?), unnest(?)",
                [list(column) for column in zip(*found, strict=True)],
            )
    con.execute("drop table suspect_texts")


def mask_rejects(con: duckdb.DuckDBPyConnection) -> None:
    """Masks the rows that were set aside, as they stood, and the reasons, which may quote them."""
    table = "load_rejects"
    for column, mask in (("reason", masked), ("raw", masked_row)):
        texts = con.execute(
            f"select distinct {column} from {table} where regexp_matches({column}, '{_SUSPECT}')"
        ).fetchall()
        found = [(cover, text) for (text,) in texts if (cover := mask(text)) != text]
        if found:
            con.execute(
                f"update {table} set {column} = covers.cover"
                " from (select unnest(?) as cover, unnest(?) as text) as covers"
                f" where {column} = covers.text",
                [list(side) for side in zip(*found, strict=True)],
            )


def _covering(is_one: Callable[[re.Match[str]], bool]) -> Callable[[re.Match[str]], str]:
    def cover(match: re.Match[str]) -> str:
        if not is_one(match):
            return match[0]
        number = match["number"] if "number" in match.re.groupindex else match[0]
        before = match[0][: len(match[0]) - len(number)]
        shown = "".join(c for c in number if c.isalnum())[-_SHOWN:]
        return f"{before}•••• {shown}"

    return cover


def _is_iban(match: re.Match[str]) -> bool:
    solid = re.sub("[ -]", "", match[0]).upper()
    # A made-up one is masked too; words of a sentence hold no ten digits.
    is_written = not re.search(r"[a-z]{2}", match[0][2:])
    is_long = len(solid) == _IBAN.get(solid[:2], 0) and sum(c.isdigit() for c in solid) >= 10
    is_long = is_long and is_written
    return is_long or _divides(solid)


def _divides(solid: str) -> bool:
    moved = solid[4:] + solid[:4]
    return 15 <= len(solid) <= 34 and int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def _is_card(match: re.Match[str]) -> bool:
    digits = [int(c) for c in match[0] if c.isdigit()]
    if not 13 <= len(digits) <= 19 or not _CARD_STARTS.match(match[0]) or _is_told(match):
        return False
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _is_long(match: re.Match[str]) -> bool:
    is_phone = match[0].startswith("00") and len(match[0]) <= 16
    return not (is_phone or _STAMP.fullmatch(match[0]) or _is_told(match))


def _is_told(match: re.Match[str]) -> bool:
    """Whether what stands before it says that it is no secret."""
    return bool(_READABLE.search(match.string[max(match.start() - 40, 0) : match.start()]))


def _is_id(match: re.Match[str]) -> bool:
    number = match["number"]
    return sum(c.isdigit() for c in number) >= 6 and not _DAY.fullmatch(number)


def _untold(is_one: Callable[[re.Match[str]], bool]) -> Callable[[re.Match[str]], bool]:
    return lambda match: is_one(match) and not _is_told(match)


def _always(match: re.Match[str]) -> bool:
    return True


_DAY = re.compile(
    r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4})(?![0-9/])"
)
_RULES: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], bool]]] = (
    (_IBAN_LIKE, _is_iban),
    (_CARD_LIKE, _is_card),
    (_SSN, _always),
    (_SHAPED, _always),
    (_VAT, _always),
    *((pattern, _untold(is_one)) for pattern, is_one in personal_numbers.NUMBERS),
    (_NAMED, _is_id),
    (_LONG, _is_long),
)
