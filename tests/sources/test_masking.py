"""What is masked in notes and subjects, and what must stay readable."""

from __future__ import annotations

import pytest

from lib.sources.masking import masked

SECRET = {
    "card 4111 1111 1111 1111 exp 12/27": "card •••• 1111 exp 12/27",
    "pays with 4111-1111-1111-1111.": "pays with •••• 1111.",
    "5500005555555559": "•••• 5559",
    "amex 3782 822463 10005": "amex •••• 0005",
    "Karte 6011000990139424, bitte": "Karte •••• 9424, bitte",
    "IBAN DE89 3704 0044 0532 0130 00 please": "IBAN •••• 3000 please",
    "DE89370400440532013000": "•••• 3000",
    "iban: gb29nwbk60161331926819": "iban: •••• 6819",
    "FR14 2004 1010 0505 0001 3M02 606 et": "•••• 2606 et",
    "NL91 ABNA 0417 1643 00": "•••• 4300",
    "made up: DE12 3456 7890 1234 5678 90": "made up: •••• 7890",
    "USt-IdNr. DE123456789": "USt-IdNr. •••• 6789",
    "VAT FR40303265045": "VAT •••• 5045",
    "ATU12345678": "•••• 5678",
    "NL123456789B01": "•••• 9B01",
    "CHE-123.456.789 MWST": "•••• 6789 MWST",
    "Steuernummer 12/345/67890": "Steuernummer •••• 7890",
    "EIN 12-3456789": "EIN •••• 6789",
    "CNPJ 12.345.678/0001-95": "CNPJ •••• 0195",
    "CPF 123.456.789-09": "CPF •••• 8909",
    "P.IVA 12345678901": "P.IVA •••• 8901",
    "SIRET 732 829 320 00074": "SIRET •••• 0074",
    "SSN 123-45-6789": "SSN •••• 6789",
    "his 123-45-6789 on file": "his •••• 6789 on file",
    "account no. 12345678": "account no. •••• 5678",
    "Kontonummer: 0532 0130 00": "Kontonummer: •••• 3000",
    "Konto-Nr. 1234567890": "Konto-Nr. •••• 7890",
    "numéro de compte 00012345678": "numéro de compte •••• 5678",
    "rekeningnummer 123456789": "rekeningnummer •••• 6789",
    "transfer to 900123456789012": "transfer to •••• 9012",
    "RSSMRA85M01H501U": "•••• 501U",
    "4111.1111.1111.1111": "•••• 1111",
    "4111\u00a01111\u00a01111\u00a01111": "•••• 1111",
    "4111\u200b1111\u200b1111\u200b1111": "•••• 1111",
    "4111–1111–1111–1111 é": "•••• 1111 é",
    "４１１１１１１１１１１１１１１１": "•••• 1111",
    "Steuer-ID 86 095 742 719": "Steuer-ID •••• 2719",
    "86095742719 is hers": "•••• 2719 is hers",
    "1 84 12 76 451 089 46": "•••• 8946",
    "SIREN 732 829 320": "SIREN •••• 9320",
    "NINO AB 12 34 56 C": "NINO •••• 456C",
    "national insurance number AB123456C": "national insurance number •••• 456C",
    "ABCPE1234F": "•••• 234F",
    "Aadhaar 2345 6789 0124": "Aadhaar •••• 0124",
    "2345 6789 0124 he said": "•••• 0124 he said",
    "DNI 12345678Z": "DNI •••• 678Z",
    "X1234567L": "•••• 567L",
    "811228-9874": "•••• 9874",
    "AHV 756.9217.0769.85": "AHV •••• 6985",
    "85.07.30-033.28": "•••• 3328",
    "TFN 123 456 782": "TFN •••• 6782",
    "two: 4111111111111111 and 123-45-6789": "two: •••• 1111 and •••• 6789",
}
PLAIN = (
    "Call +49 711 123 45 67 or 0711/1234567",
    "+1 (212) 555-0147, mobile 0151 12345678",
    "+4915112345678 is new",
    "0049 151 12345678",
    "004915112345678",
    "on 2026-11-20 at 10:30, again 20.11.2026 and 11/20/2026",
    "20261120103000",
    "EUR 1,234,567.89 and 1.234.567,89 € and 1 234 567 890 123 kr",
    "order 4500012345 and PO 450001234567",
    "case 00001234, case 5005g00000AbCdEQAV",
    "Auftrag 123456789012, Bestellung 4111111111111111",
    "Ticket #12345678",
    "ein 1234567 kg Block",
    "VAT 21% on 1,234,567 and VAT 1.234.567,00 EUR",
    "sales account with 250 000 parts",
    "their account grew to 1 200 000 EUR",
    "serial 123456789012345",
    "article 2345 6789 0124, model ABCPE1234F",
    "drawing 123456-7890, 12345678A of 2026, M12x1.75",
    "2345 6789 0123 pieces",
    "15112345678 and 030 123 456 78",
    "pallets 12 34 56, hall AB 12, PR-123456-C",
    "version 1.2.3.4 at 10.0.0.1, 48.720978, 9.124549",
    "١٢٣ قطعة, ４５ 台",
    "sin 250 000 piezas",
    "EAN 4006381333931",
    "https://zoom.us/j/98765432109?pwd=1",
    "SE24 people came to see us, DE12 is the hall",
    "line 3, 40 people, 2 shifts, 99.5 %",
    "b9f1c7de-1234-5678-9012-abcdefabcdef",
    "",
)


@pytest.mark.parametrize("text", SECRET)
def test_a_secret_number_is_masked(text: str) -> None:
    assert masked(text) == SECRET[text]


@pytest.mark.parametrize("text", PLAIN)
def test_an_ordinary_number_stays(text: str) -> None:
    assert masked(text) == text


def test_masking_twice_changes_nothing() -> None:
    assert [masked(covered) for covered in SECRET.values()] == list(SECRET.values())


def test_a_hostile_text_costs_no_time() -> None:
    for part in ("4111 ", "1", "account ", "DE12 ", "1.", "a1", "12-", "VAT 1 "):
        masked(part * (100_000 // len(part)))
