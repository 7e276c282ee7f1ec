"""Exports that lack something, written as Salesforce writes them."""

from __future__ import annotations

import csv
from pathlib import Path

PAGES = (
    "overview", "review", "coverage", "recency", "balance", "people", "moments", "next", "voice",
    "promises", "account", "data",
)  # fmt: skip
HOSTILE = "<b>Birch</b> ![x](http://evil.example/x.png)"
ACCOUNTS = [
    ["Id", "Name", "CreatedDate", "IsDeleted"],
    ["001000000000001AAA", "Alder & Sons", "2023-01-05T08:00:00.000Z", "false"],
    ["001000000000002AAA", HOSTILE, "2023-01-05T08:00:00.000Z", "false"],
]
EVENTS = [
    ["Id", "WhatId", "Subject", "ActivityDate", "CreatedDate", "Description", "IsDeleted"],
    *(
        [
            f"00U00000000000{number}AAA",
            f"00100000000000{account}AAA",
            "Site visit",
            day,
            f"{day}T08:00:00.000Z",
            "card 4111 1111 1111 1111",
            "false",
        ]
        for number, (account, day) in enumerate([(1, "2024-02-20"), (2, "2023-01-10")])
    ),
]


def write(folder: Path, **files: list[list[str]]) -> Path:
    """A Salesforce Data Export with these files."""
    folder = folder / "salesforce" / "2024-03-01"
    folder.mkdir(parents=True)
    for name, rows in files.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return folder.parents[1]
