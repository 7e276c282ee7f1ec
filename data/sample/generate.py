"""Write the sample company's exports: python data/sample/generate.py [FOLDER].

Owns the files; `history.py` owns what happened. The same bytes on every machine: seeded, no clock,
no network, standard library only.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import telling
from crm import Export
from crm_objects import DEFAULTS, EXPORT_DAY, HEADERS, LOOKUPS, NULL_ID
from history import tell
from ledger import invoices
from office_log import promise_list, visit_log


def as_csv(header: Sequence[str], rows: Iterable[Mapping[str, object]], **options: object) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n", **options)  # type: ignore[arg-type]
    writer.writerow(header)
    for row in rows:
        writer.writerow(
            [row.get(c, NULL_ID if c in LOOKUPS else DEFAULTS.get(c, "")) for c in header]
        )
    return text.getvalue()


def write(folder: Path) -> None:
    """Write both exports under the folder, replacing the files that are there."""
    accounts = tell()
    export = Export(accounts)
    export.users()
    for account in accounts:
        export.belongings(account, export.account(account))
    entries = [
        (it.created or it.day, n, a, it)
        for a in accounts
        for n, it in enumerate(a.history)
        if not it.is_logged
    ]
    for _, _, account, it in sorted(entries, key=lambda e: (e[0], e[2].name, e[1])):
        export.activity(account, export.by_name[account.name], it)
    salesforce = folder / "salesforce" / EXPORT_DAY
    salesforce.mkdir(parents=True, exist_ok=True)
    for kind, header in HEADERS.items():
        text = as_csv(header.split(), export.rows[kind], quoting=csv.QUOTE_ALL)
        (salesforce / f"{kind}.csv").write_bytes(text.encode("utf-8"))
    log = folder / "visit_log" / EXPORT_DAY
    log.mkdir(parents=True, exist_ok=True)
    for name, rows in (
        ("visits", visit_log(accounts)),
        ("promises", promise_list(telling.promise(accounts))),
    ):
        text = as_csv(list(rows[0]), rows, delimiter=";")
        (log / f"{name}.csv").write_bytes(text.encode("utf-8-sig"))
    finance = folder / "finance" / EXPORT_DAY
    finance.mkdir(parents=True, exist_ok=True)
    rows = invoices(telling.invoice(accounts))
    (finance / "invoices.csv").write_bytes(as_csv(list(rows[0]), rows).encode("utf-8"))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent)
