"""The record: whole lines, only ever added, by many at once, and nothing without it."""

from __future__ import annotations

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib.access.audit import Audit, NotNoted

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def audit(tmp_path: Path) -> Audit:
    return Audit(tmp_path / "audit")


def test_a_line_says_who_what_of_what(audit: Audit) -> None:
    audit.note(NOW, "ann@x.example", "export", "late.csv", scope="s1", build="b1", rows=12)
    [line] = audit.read()
    assert line == {
        "at": "2026-11-23T09:00:00.000+00:00", "who": "ann@x.example", "action": "export",
        "of": "late.csv", "scope": "s1", "build": "b1", "rows": 12,
    }  # fmt: skip
    file = audit.folder / "audit.jsonl"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(audit.folder.stat().st_mode) == 0o700


def test_nothing_breaks_a_line(audit: Audit) -> None:
    audit.note(NOW, "a\nb\u2028c", "account", 'x"\r\n{"at":1}')
    audit.note(NOW, "b", "sign_in")
    assert [line["who"] for line in audit.read()] == ["b", "a\nb\u2028c"]


def test_many_at_once_over_files_that_are_closed(tmp_path: Path) -> None:
    audit = Audit(tmp_path / "audit", longest=2_000)

    def add(number: int) -> None:
        # Another process has its own value of the same folder.
        Audit(audit.folder, audit.longest).note(NOW, f"p{number}", "page", str(number))

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(add, range(400)))
    files = list(audit.folder.glob("*.jsonl"))
    assert len(files) > 10
    assert all(path.stat().st_size <= 2_000 for path in files)
    lines = [json.loads(line) for path in files for line in path.read_text().splitlines()]
    assert sorted(int(line["of"]) for line in lines) == list(range(400))
    assert len(audit.read(limit=150)) == 150


def test_after_a_line_that_was_cut_off_the_next_is_whole(audit: Audit) -> None:
    audit.note(NOW, "a", "sign_in")
    with (audit.folder / "audit.jsonl").open("ab") as file:
        file.write(b'{"at": "2026')
    audit.note(NOW, "b", "sign_in")
    assert [line["who"] for line in audit.read()] == ["b", "a"]


def test_what_cannot_be_noted_is_refused(tmp_path: Path) -> None:
    (tmp_path / "audit").write_text("a file where the folder should be")
    with pytest.raises(NotNoted, match="Noting that ann asked for late"):
        Audit(tmp_path / "audit").note(NOW, "ann", "export", "late.csv")


def test_only_what_is_known_is_noted(audit: Audit) -> None:
    with pytest.raises(ValueError, match="peeked"):
        audit.note(NOW, "ann", "peeked")
