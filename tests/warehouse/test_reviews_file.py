"""What was frozen and taken on is kept, whatever happens to the process or the file."""

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
from lib.errors import WrongCall
from lib.warehouse import reviews, tasks

NOW = datetime(2026, 11, 23, 7, 2, tzinfo=UTC)
ABOUT = {"as_of": "2026-11-20", "build_id": "b1", "scope_key": "{}", "scope": ""}
ACTION = {"kind": "action", "who": "Ann", "what": "Ask the plant"}


def freeze(warehouse: Path, content: bytes = b"{}") -> reviews.Kept:
    return reviews.freeze(warehouse, content, ABOUT, "ann", NOW)


def test_a_review_says_what_it_is(tmp_path: Path) -> None:
    kept = freeze(tmp_path, b'{"a": 1}')
    assert kept.stamp == "Review 1, frozen 23 Nov 2026, 07:02 UTC by ann"
    assert reviews.load(tmp_path, 1) == (kept, b'{"a": 1}')
    assert reviews.kept(tmp_path) == [kept]


def test_no_row_is_ever_changed(tmp_path: Path) -> None:
    freeze(tmp_path)
    tasks.take(tmp_path, 1, [ACTION], "ann", NOW)
    tasks.settle(tmp_path, 1, "done", "ann", NOW)
    con = sqlite3.connect(tmp_path / reviews.FILE)
    for table in ("reviews", "tasks", "settlements"):
        for verb in (f"delete from {table}", f"update {table} set at = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                con.execute(verb)
    con.close()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({**ACTION, "kind": "dance"}, "'dance' is none of visit, action"),
        ({**ACTION, "who": " "}, "does not say who"),
        ({**ACTION, "what": ""}, "what is to be done"),
        ({"kind": "visit", "who": "Ann"}, "which account is visited"),
        ({**ACTION, "due_on": "soon"}, "'soon' is not a day"),
    ],
)
def test_a_commitment_that_says_too_little_is_refused_with_all_beside_it(
    tmp_path: Path, row: dict[str, str], says: str
) -> None:
    freeze(tmp_path)
    with pytest.raises(WrongCall, match=says):
        tasks.take(tmp_path, 1, [ACTION, row], "ann", NOW)
    assert tasks.taken(tmp_path) == []


def test_of_what_does_not_exist_nothing_can_be_said(tmp_path: Path) -> None:
    assert reviews.kept(tmp_path) == [] and tasks.taken(tmp_path) == []
    with pytest.raises(WrongCall, match="review 1: there is none"):
        reviews.load(tmp_path, 1)
    with pytest.raises(WrongCall, match="review 7: there is none"):
        tasks.take(tmp_path, 7, [ACTION], "ann", NOW)
    with pytest.raises(WrongCall, match="commitment 3: there is none"):
        tasks.settle(tmp_path, 3, "done", "ann", NOW)
    assert not (tmp_path / reviews.FILE).exists()


def test_what_a_person_types_is_masked(tmp_path: Path) -> None:
    freeze(tmp_path)
    tasks.take(tmp_path, 1, [{**ACTION, "what": "pay 4111 1111 1111 1111"}], "ann", NOW)
    assert "4111 1111" not in tasks.taken(tmp_path)[0].what


def test_a_damaged_file_is_one_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / reviews.FILE).write_bytes(b"this is no database, but a text of some length" * 9)
    for attempt in (
        lambda: reviews.kept(tmp_path),
        lambda: reviews.load(tmp_path, 1),
        lambda: freeze(tmp_path),
    ):
        with pytest.raises(reviews.ReviewsUnreadable, match="damaged") as caught:
            attempt()
        assert caught.value.next_step and "\n" not in str(caught.value)


def test_a_review_that_is_not_what_was_frozen_is_not_shown(tmp_path: Path) -> None:
    freeze(tmp_path, b'{"figure": 1}')
    con = sqlite3.connect(tmp_path / reviews.FILE)
    con.execute("drop trigger reviews_no_update")
    con.execute("update reviews set content = x'00'")
    con.commit()
    con.close()
    with pytest.raises(reviews.ReviewsUnreadable, match="damaged"):
        reviews.load(tmp_path, 1)


def test_many_freeze_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    def write(number: int) -> None:
        for turn in range(4):
            freeze(tmp_path, f"{turn}".encode())  # the same four from every one of them
            freeze(tmp_path, f"{number} {turn}".encode())

    threads = [threading.Thread(target=write, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(reviews.kept(tmp_path)) == 24


WRITE = (
    "from datetime import datetime, UTC; from pathlib import Path; import sys;"
    "from lib.warehouse import reviews;"
    "about = dict(as_of='2026-11-20', build_id='b', scope_key='{}', scope='');"
    "reviews.freeze(Path(sys.argv[1]), b'{}', about, 'ann', datetime(2026, 11, 20, tzinfo=UTC))"
)


@pytest.mark.parametrize(
    ("step", "kept"), [("review_opened", 0), ("review_written", 0), ("review_kept", 1)]
)
def test_killed_at_any_step_all_or_nothing_is_kept(tmp_path: Path, step: str, kept: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(tmp_path)],
        cwd=settings.ROOT, env={**os.environ, "GROUND_STOP_AT": step}, check=False,
    )  # fmt: skip
    assert done.returncode == -9
    assert len(reviews.kept(tmp_path)) == kept
