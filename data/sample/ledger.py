"""The invoices, as the finance system lists them."""

from __future__ import annotations

from collections.abc import Iterable

from telling import Invoice


def invoices(sent: Iterable[Invoice]) -> list[dict[str, str]]:
    return [
        {
            "Invoice No": f"{it.day.year}{number:05d}",
            "Invoice Date": it.day.isoformat(),
            "Customer": it.account.name,
            "Net Amount": f"{it.amount}.00",
            "Currency": "EUR",
        }
        for number, it in enumerate(sent, start=1)
    ]
