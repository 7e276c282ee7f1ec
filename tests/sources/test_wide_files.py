"""A portal's export holds every property there is: hundreds of columns, mailboxes in cells."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.command import call

ASSOCIATED_EMAIL = "Dear all; see below. " * 9000  # 180 KB


def test_six_hundred_columns_and_a_mailbox_in_a_cell(tmp_path: Path) -> None:
    place = tmp_path / "in"
    place.mkdir()
    extra = [f"Custom property {number}" for number in range(600)]
    with (place / "hubspot-crm-exports-all-companies-2026-01-01.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                *extra[:300],
                *("Record ID", "Company name", "Company owner", "Create Date"),
                *extra[300:],
                "Associated Email",
            ]
        )
        for number in range(3):
            writer.writerow(
                ["x"] * 300
                + [51213456789 + number, f"Wide {number}", "Ines Duarte", "2025-01-01 09:30"]
                + ["", *["y"] * 299, ASSOCIATED_EMAIL]
            )
    answer = call("build", place, "--json", warehouse=tmp_path / "warehouse")
    [load] = answer.rows
    assert (load["table_name"], load["rows_read"], load["rows_loaded"]) == ("accounts", 3, 3)
    accounts = call("accounts", "--format", "json", warehouse=tmp_path / "warehouse").rows
    assert {row["account_id"] for row in accounts} == {"51213456789", "51213456790", "51213456791"}
