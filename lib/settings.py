"""Where things are. No behaviour and no clock."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
SAMPLE = ROOT / "data" / "sample"
REFERENCE = ROOT / "data" / "reference"
OWN_SOURCES = ROOT / "data" / "sources"
WAREHOUSE = ROOT / "data" / "warehouse"
# Who may see what, and the company's provider of sign-in; neither is in git.
ACCESS = ROOT / "data" / "access.toml"
SECRETS = ROOT / ".streamlit" / "secrets.toml"
SQL = ROOT / "lib" / "sql"

# Builds kept beside the served one, so that a damaged build has a good one to fall back on.
BUILDS_KEPT = 3
# DuckDB has no statement timeout (RELIABILITY.md 1.4): the engine interrupts after this long.
QUERY_SECONDS = 10.0
# And this long a query waits at most until others have ended.
TURN_SECONDS = 60.0
# How long a page waits until fewer are made, and after how long one that is made is not counted.
SEAT_WAIT_SECONDS = 5.0
SEAT_SECONDS = 10.0
# What a page may ask before it counts as one that is made: many ask for a few rows only.
SEAT_FREE_QUESTIONS = 3
# From this size on of a build's file, about 250,000 contacts, a server asks ahead.
LARGE_BUILD_BYTES = 40_000_000
# What a server keeps of relations that were asked whole, of one build.
WHOLES_BYTES = 1_500_000_000
