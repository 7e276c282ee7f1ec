"""What a person put right is kept, whatever happens to the process, the file or the builds."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lib import settings
from lib.corrections import NONE
from lib.errors import WrongCall
from lib.warehouse import append_only
from lib.warehouse import corrections as store

NOW = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def tier(value: str, of: str = "001A", why: str = "") -> dict[str, str]:
    return {"kind": "tier", "subject": of, "value": value, "why": why}


def in_force(warehouse: Path) -> list[tuple[str, str, str]]:
    return [(row.kind, row.subject, row.value) for row in store.load(warehouse).rows]


def test_none_was_ever_made(tmp_path: Path) -> None:
    assert store.load(tmp_path) == NONE
    assert store.history(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_the_newest_holds_and_the_one_before_it_once_that_is_taken_back(tmp_path: Path) -> None:
    store.add(tmp_path, [tier("A"), tier("B")], "ann", NOW)
    store.add(tmp_path, [tier("C", why="smaller now")], "bob", NOW)
    assert in_force(tmp_path) == [("tier", "001A", "C")]
    store.undo(tmp_path, 3, "ann", NOW, "not yet")
    assert in_force(tmp_path) == [("tier", "001A", "B")]
    newest, middle, oldest = store.history(tmp_path)
    assert newest.undone == "taken back by ann on 2026-11-20: not yet"
    assert newest.correction.said == "corrected by bob on 2026-11-20: smaller now"
    assert (newest.in_force, middle.in_force, oldest.in_force) == (False, True, False)
    for number in (3, 4, 99):  # taken back already, a taking back itself, none
        with pytest.raises(WrongCall, match=f"correction {number}"):
            store.undo(tmp_path, number, "ann", NOW)


def test_the_same_said_again_is_no_new_row(tmp_path: Path) -> None:
    assert store.add(tmp_path, [tier("A"), tier("A")], "ann", NOW) == (1, 1)
    assert store.add(tmp_path, [tier("A")], "bob", NOW) == (0, 1)


def test_a_pair_a_title_and_a_name_are_the_same_however_written(tmp_path: Path) -> None:
    rows = [
        {"kind": "distinct", "subject": "001A", "value": "001B"},
        {"kind": "distinct", "subject": "001B", "value": "001A", "why": "told again"},
        {"kind": "distinct", "subject": "001A", "value": "001C"},
        {"kind": "rank", "subject": "Head of  Plant", "value": "2"},
        {"kind": "rank", "subject": "head of plant ", "value": "3"},
    ]
    store.add(tmp_path, rows, "ann", NOW)
    assert in_force(tmp_path) == [
        ("distinct", "001B", "001A"),
        ("distinct", "001A", "001C"),
        ("rank", "head of plant ", "3"),
    ]


def test_a_row_is_never_changed(tmp_path: Path) -> None:
    store.add(tmp_path, [tier("A")], "ann", NOW)
    with sqlite3.connect(tmp_path / store.FILE) as con:
        for statement in ("update corrections set value = 'B'", "delete from corrections"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                con.execute(statement)


def test_a_digest_tells_two_states_apart(tmp_path: Path) -> None:
    seen = {store.load(tmp_path).digest}
    for value in "ABA":
        store.add(tmp_path, [tier(value)], "ann", NOW)
        found = store.load(tmp_path)
        assert found == store.load(tmp_path) and hash(found) == hash(store.load(tmp_path))
        seen.add(found.digest)
    # A, then B, then A again by the same person for the same reason is the first state once more.
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"SQLite format 3\x00" + b"\xff" * 4000, "damaged"),
        (b"this is no database, but a text of some length" * 9, "damaged"),
    ],
)
def test_a_damaged_file_is_one_plain_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / store.FILE).write_bytes(content)
    for attempt in (
        lambda: store.load(tmp_path),
        lambda: store.history(tmp_path),
        lambda: store.add(tmp_path, [tier("A")], "ann", NOW),
        lambda: store.undo(tmp_path, 1, "ann", NOW),
    ):
        with pytest.raises(store.CorrectionsUnreadable, match=says) as caught:
            attempt()
        assert caught.value.next_step and "\n" not in str(caught.value)


def test_a_file_damaged_in_the_middle_never_shows_less(tmp_path: Path) -> None:
    """Every byte that is lost is either noticed or changes nothing that is shown."""
    rows = [tier("A", f"00{n}", "because " * 20) for n in range(60)]
    store.add(tmp_path, rows, "ann", NOW)
    path = tmp_path / store.FILE
    whole, content = in_force(tmp_path), path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    store._told.cache_clear()
    with pytest.raises(store.CorrectionsUnreadable, match="damaged"):
        assert in_force(tmp_path) == whole


def test_a_writer_waits_for_another_and_says_so_where_it_does_not_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(tmp_path, [tier("A")], "ann", NOW)
    monkeypatch.setattr(append_only, "_PATIENCE", 0.1)
    con = sqlite3.connect(tmp_path / store.FILE, isolation_level=None)
    con.execute("begin immediate")
    with pytest.raises(store.CorrectionsUnreadable, match="another program holds it"):
        store.add(tmp_path, [tier("B")], "ann", NOW)
    assert in_force(tmp_path) == [("tier", "001A", "A")]  # and readers do not wait
    con.execute("rollback")
    con.close()
    assert store.add(tmp_path, [tier("B")], "ann", NOW) == (1, 0)


def test_many_write_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    def write(number: int) -> None:
        for turn in range(5):
            store.add(tmp_path, [tier("A", f"00{number}{turn}")], "ann", NOW)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(in_force(tmp_path)) == 30


WRITE = (
    "from datetime import datetime, UTC; from pathlib import Path; import sys;"
    "from lib.warehouse import corrections;"
    "rows = [{'kind': 'tier', 'subject': f'00{n}', 'value': 'B'} for n in range(500)];"
    "corrections.add(Path(sys.argv[1]), rows, 'ann', datetime(2026, 11, 20, tzinfo=UTC))"
)


@pytest.mark.parametrize(
    ("step", "kept"),
    [("correction_opened", 0), ("correction_written", 0), ("correction_kept", 500)],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_killed_at_any_step_all_or_nothing_is_kept(
    tmp_path: Path, step: str, kept: int, is_first: bool
) -> None:
    before = 0 if is_first else store.add(tmp_path, [tier("A")], "ann", NOW)[0]
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(tmp_path)],
        cwd=settings.ROOT, env={**os.environ, "GROUND_STOP_AT": step}, check=False,
    )  # fmt: skip
    assert done.returncode == -9
    assert len(in_force(tmp_path)) == before + kept
    assert store.add(tmp_path, [tier("C", "00X")], "ann", NOW) == (1, 0)
    assert len(in_force(tmp_path)) == before + kept + 1
