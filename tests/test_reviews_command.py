"""`report` and `reviews`: the Monday page from a terminal and on a schedule."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from lib import settings
from tests.command import call

DAY = "2026-11-20"
FORMS = ("pdf", "pptx", "html", "xlsx", "zip", "md")


@pytest.fixture
def warehouse(sample_warehouse: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sample_warehouse, tmp_path / "warehouse")


@pytest.mark.parametrize("form", FORMS)
def test_a_frozen_page_is_the_same_file_each_time(
    warehouse: Path, tmp_path: Path, form: str
) -> None:
    assert call("reviews", "start", "--as-of", DAY, warehouse=warehouse).code == 0
    made = []
    for name in ("one", "two"):
        out = tmp_path / f"{name}.{form}"
        answer = call("report", "--review", "last", "--out", out, warehouse=warehouse)
        assert answer.code == 0, answer.err
        made.append(out.read_bytes())
    assert made[0] == made[1] and len(made[0]) > 500


def test_a_review_is_started_once_listed_and_compared(warehouse: Path) -> None:
    for day in ("2026-11-13", DAY, DAY):
        started = call(
            "reviews", "start", "--as-of", day, "--who", "ann", "--format", "json",
            warehouse=warehouse,
        )  # fmt: skip
        assert started.code == 0, started.err
    assert [(row["id"], row["who"]) for row in started.rows] == [(2, "ann")]
    listed = call("reviews", "list", "--format", "json", warehouse=warehouse).rows
    assert [row["as_of"] for row in listed] == [DAY, "2026-11-13"]
    moved = call("reviews", "changes", "last", "--format", "json", warehouse=warehouse).rows
    late = [row for row in moved if row["change"] == "Late or unknown"]
    assert late[0]["after"] - late[0]["before"] == sum(row["direction"] for row in late)
    restated = call("reviews", "restated", 1, "--format", "json", warehouse=warehouse)
    [why] = {row["reasons"] for row in restated.rows}
    assert why.startswith(
        "late entry: 6 contacts recorded, or read otherwise, only after that day: "
    )
    assert "would read otherwise" in restated.err


def test_what_was_taken_on_is_kept_carried_and_closed(warehouse: Path) -> None:
    call("reviews", "start", "--as-of", "2026-11-13", warehouse=warehouse)
    accounts = call("accounts", "--as-of", DAY, "--format", "json", warehouse=warehouse).rows
    [seen] = [row for row in accounts if row["name"] == "Uhlenhorst Biotech AG"]
    for words in (
        ["--who", "Miriam Toelle", "--account", seen["account_id"], "--by", "2026-11-19"],
        ["--who", "Bea", "--what", "Ask the plant"],
    ):
        assert call("reviews", "take", 1, *words, warehouse=warehouse).code == 0

    def tasks(day: str) -> dict[int, str]:
        asked = call("reviews", "tasks", "--as-of", day, "--format", "json", warehouse=warehouse)
        return {row["id"]: row["state"] for row in asked.rows}

    assert tasks("2026-11-16") == {1: "open", 2: "open"}
    assert tasks(DAY) == {1: "seen", 2: "open"}
    assert call("reviews", "close", 2, "--why", "they agreed", warehouse=warehouse).code == 0
    assert tasks(DAY) == {1: "seen", 2: "done"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["report", "--out", "page.doc"], "doc is no form it has"),
        (["report", "--review", "last", "--out", "page.pdf"], "none is frozen yet"),
        (["report", "--review", "9", "--out", "page.pdf"], "review 9: there is none"),
        (["reviews", "restated", "soon"], "'soon' is neither a number nor 'last'"),
        (["reviews", "close", "4"], "commitment 4: there is none"),
    ],
)
def test_a_wrong_call_is_one_clear_line(warehouse: Path, words: list[str], says: str) -> None:
    answer = call(*words, warehouse=warehouse)
    assert answer.code == 2 and says in answer.err and len(answer.err.strip().splitlines()) == 1


def test_a_visit_to_nobody_is_refused(warehouse: Path) -> None:
    call("reviews", "start", "--as-of", DAY, warehouse=warehouse)
    answer = call("reviews", "take", 1, "--who", "Bea", "--account", "X", warehouse=warehouse)
    assert answer.code == 2 and "no account has that id" in answer.err


def test_the_schedule_in_the_readme_builds_freezes_and_writes(tmp_path: Path) -> None:
    readme = (settings.ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^0 6 \* \* 1 (.+)$", readme, re.MULTILINE)
    assert found, "the README has a cron line"
    line = found[1].replace("/srv/on-their-ground", str(settings.ROOT))
    line = line.replace("/srv/exports", str(settings.SAMPLE))
    line = line.replace("/srv/monday", str(tmp_path))
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in tmp_path.glob("monday.*")} == {
        ".pdf", ".pptx", ".html", ".xlsx"
    }  # fmt: skip
