"""Tiny builds whose every answer is known, made the way a real build is.

As a program (`python -m tests.warehouse.builds WAREHOUSE FIRST COUNT`) it makes
builds numbered from FIRST, for the tests that kill it or read while it works.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lib.warehouse import engine, publish

ROWS = 5_000


def build_id(number: int) -> str:
    """Sorts by number, and carries a time of day: 12 is 00:00:12."""
    return f"20261122T{number // 3600:02}{number // 60 % 60:02}{number % 60:02}Z-{number:08x}"


def number_of(name: str) -> int:
    return int(name.partition("-")[2], 16)


def answer(name: str) -> int:
    """What `sum_of` must give on a build."""
    return number_of(name) * ROWS * (ROWS - 1) // 2


SUM_OF = "select sum(value) as answer, min(build_id) as build_id from core.build, core.numbers"


def make(warehouse: Path, number: int, rows: int = ROWS, publish_it: bool = True) -> str:
    """One whole build; its id."""
    name = build_id(number)
    with publish.new_build(warehouse, name) as draft:
        connection = engine.open_for_build(draft.path, draft.temp)
        connection.execute("create schema core")
        connection.execute("create table core.build as select $name as build_id", {"name": name})
        connection.execute(
            "create table core.numbers as select i * $number as value, md5(i::varchar) as noise "
            "from range($rows) t(i)",
            {"number": number, "rows": rows},
        )
        publish.step("written")
        connection.execute("checkpoint")
        publish.step("checkpointed")
        connection.close()
        if publish_it:
            draft.publish()
    return name


def main(warehouse: Path, first: int, count: int) -> None:
    print("ready", flush=True)
    for number in range(first, first + count):
        make(warehouse, number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
