"""Files handed in: staged apart, tried beside what is there, published once or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from lib import settings
from lib.errors import BuildRunning
from lib.warehouse import engine, publish, quota, received, running, trial, upload
from lib.warehouse.build import build
from lib.warehouse.upload import Taken, Upload
from tests.command import call
from tests.conftest import NOW

DAY = date(2026, 11, 20)
ACCOUNTS = "Id,Name,BillingCity,BillingCountry,OwnerId\n001A,Acme,Lyon,France,005A\n"
EVENTS = "Id,Subject,AccountId,ActivityDate,DurationInMinutes\n00UA,Site visit,001A,2026-03-02,60\n"
TWO_WAYS = EVENTS.replace("2026-03-02", "03/02/2026")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "warehouse"


def take(asked: Upload, raw: Path, name: str, content: str | bytes, known: list[Path]) -> Taken:
    data = content.encode() if isinstance(content, str) else content
    return asked.take(name, io.BytesIO(data), DAY, raw, known, NOW)


def filled(warehouse: Path, raw: Path, who: str = "local", **files: str) -> Upload:
    asked = Upload.start(warehouse, who)
    for name, content in files.items():
        assert not take(asked, raw, f"{name}.csv", content, []).refused
    return asked


def published(warehouse: Path, raw: Path, **files: str) -> None:
    asked = filled(warehouse, raw, **files)
    trial.publish(asked, [p.name for p in asked.staged()], warehouse, raw, NOW, lambda _: None)
    asked.discard()


def lying(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def accounts(warehouse: Path) -> int:
    with engine.lease(warehouse) as session:
        return int(str(session.rows("select count(*) as n from core.accounts")[0]["n"]))


def test_what_is_handed_in_is_private_until_it_is_published(raw: Path, warehouse: Path) -> None:
    asked = filled(warehouse, raw, Account=ACCOUNTS)
    assert asked.folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in asked.staged()] == [0o600]
    assert not raw.exists()
    asked.discard()
    assert list(warehouse.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("notes.duckdb", b"x", "files that end in .duckdb are not read"),
        ("run.exe", b"MZ", "files that end in .exe are not read"),
        ("photo.png", b"\x89PNG\r\n", "files that end in .png are not read"),
        ("Account.csv", b"\0\0\0\0\0\0\0\0DUCK", "is a DuckDB database"),
        ("Account.csv", b"\x7fELF\x02", "is a program"),
        ("Account.csv", b"\xff\xd8\xff\xe0", "is a picture"),
        ("Account.csv", b"%PDF-1.7", "is a PDF document"),
        ("Account.csv", b"", "is empty"),
    ],
)
def test_what_is_no_table_is_refused_before_it_is_read(
    raw: Path, warehouse: Path, name: str, content: bytes, why: str
) -> None:
    asked = Upload.start(warehouse)
    assert why in take(asked, raw, name, content, []).refused
    assert asked.staged() == []
    assert lying(asked.folder) == {}


def test_limits_are_said_in_words(
    raw: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = filled(warehouse, raw, Account=ACCOUNTS)
    monkeypatch.setattr(upload, "_BYTES", 200)
    assert "takes 200 MB in all" in take(asked, raw, "Big.csv", "a,b\n" * 100, []).refused
    monkeypatch.setattr(upload, "FILES", 1)
    assert "takes 1 files. Zip them" in take(asked, raw, "More.csv", EVENTS, []).refused
    assert [path.name for path in asked.staged()] == ["Account.csv"]


def test_one_person_or_all_together_may_hand_in_so_much(
    raw: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(warehouse, raw, who="ann", Account=ACCOUNTS)
    mine, others = Upload.start(warehouse, "ann"), Upload.start(warehouse, "bob")
    monkeypatch.setattr(quota, "USER_BYTES", len(ACCOUNTS) + 10)
    assert "you have 0 MB here" in take(mine, raw, "Event.csv", EVENTS, []).refused
    assert not take(others, raw, "Event.csv", EVENTS[:80], []).refused
    monkeypatch.setattr(quota, "ALL_BYTES", len(ACCOUNTS))
    assert "of all people" in take(others, raw, "More.csv", EVENTS, []).refused
    monkeypatch.setattr(quota, "FREE_BYTES", 1 << 62)
    assert "the disk has no room" in take(others, raw, "More.csv", EVENTS, []).refused
    assert not list(warehouse.rglob("incoming"))


def test_a_third_upload_waits_for_its_turn(warehouse: Path) -> None:
    warehouse.mkdir()
    waited: list[str] = []
    with quota.turn(warehouse, pytest.fail), quota.turn(warehouse, pytest.fail):
        code = (
            "import sys; from pathlib import Path; from lib.warehouse import quota\n"
            "with quota.turn(Path(sys.argv[1]), lambda: print('waits', flush=True)): print('in')"
        )
        third = subprocess.Popen(
            [sys.executable, "-c", code, warehouse], cwd=settings.ROOT, stdout=subprocess.PIPE
        )
        assert third.stdout
        waited.append(third.stdout.readline().decode())
        assert third.poll() is None
    assert waited == ["waits\n"]
    assert third.communicate(timeout=20)[0] == b"in\n"


def test_the_process_that_reads_is_told_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOKIE_SECRET", "hush")
    run = running.Run.start(tmp_path, ["check", "--warehouse", tmp_path / "none"])
    told = Path(f"/proc/{run.process.pid}/environ").read_bytes()
    run.process.wait()
    assert b"hush" not in told
    assert run.has_failed


def test_the_browser_is_told_the_same_limit() -> None:
    config = (settings.ROOT / ".streamlit" / "config.toml").read_text()
    assert f"maxUploadSize = {upload.MEGABYTES}" in config


@pytest.mark.parametrize(
    ("name", "ours"),
    [
        ("../../etc/Account.csv", "Account.csv"),
        ("C:\\exports\\Account.csv", "Account.csv"),
        ("...Account.csv", "Account.csv"),
        ("__Acc*ount?[1].csv", "Acc_ount__1_.csv"),
        ("Cuentas españolas (1).csv", "Cuentas españolas (1).csv"),
        ("a\nb\x1b.csv", "a_b_.csv"),
        ("ü" * 300 + ".csv", "ü" * 58 + ".csv"),
    ],
)
def test_a_name_can_do_nothing_and_still_says_what_it_is(
    raw: Path, warehouse: Path, name: str, ours: str
) -> None:
    asked = Upload.start(warehouse)
    assert take(asked, raw, name, ACCOUNTS, []).staged == ours
    [path] = asked.staged()
    assert path.parent == asked.root / "upload" / DAY.isoformat()


def test_the_same_file_twice_is_said_and_the_same_name_is_numbered(
    raw: Path, warehouse: Path
) -> None:
    published(warehouse, raw, Account=ACCOUNTS)
    asked = Upload.start(warehouse)
    known = trial.base(warehouse, raw)
    assert known == [raw]
    again = take(asked, raw, "Konten.csv", ACCOUNTS, known)
    assert "is read already, byte for byte, as upload/2026-11-20/Account.csv" in again.refused
    more = ACCOUNTS + "001B,Beta,Paris,France,005A\n"
    assert take(asked, raw, "Account.csv", more, known).staged == "Account (2).csv"
    assert "in this upload already" in take(asked, raw, "x.csv", more, known).refused
    trial.publish(asked, ["Account (2).csv"], warehouse, raw, NOW, lambda _: None)
    assert lying(raw) == {
        "upload/2026-11-20/Account (2).csv": more,
        "upload/2026-11-20/Account.csv": ACCOUNTS,
    }
    assert accounts(warehouse) == 2


def test_whose_a_published_file_is_stays_on_record(raw: Path, warehouse: Path) -> None:
    asked = filled(warehouse, raw, who="ann@example.org", Account=ACCOUNTS)
    [noted] = received.noted(asked.folder)
    assert (noted.name, noted.size, noted.who) == ("Account.csv", len(ACCOUNTS), "ann@example.org")
    assert received.kept(warehouse) == []
    # The command knows no more than the folder: whose it is lies with the files.
    assert add(asked, warehouse, raw, "--check") == 0
    assert add(asked, warehouse, raw, stop_at="placed") == -signal.SIGKILL
    assert add(asked, warehouse, raw) == 0
    [kept] = received.kept(warehouse)
    assert kept == replace(noted, file="upload/2026-11-20/Account.csv")
    assert kept.at == NOW.isoformat(timespec="seconds")
    assert kept.sha256 == hashlib.sha256(ACCOUNTS.encode()).hexdigest()


def test_nothing_is_published_unrecorded(raw: Path, warehouse: Path) -> None:
    asked = filled(warehouse, raw, Account=ACCOUNTS)
    (warehouse / received.FILE).write_text("no database" * 100)
    with pytest.raises(received.ReceiptFailed, match="the file is damaged"):
        trial.publish(asked, ["Account.csv"], warehouse, raw, NOW, lambda _: None)
    assert lying(raw) == {}
    assert publish.current(warehouse) is None


def test_nothing_that_lies_there_is_ever_overwritten(raw: Path, warehouse: Path) -> None:
    asked = filled(warehouse, raw, Account=ACCOUNTS)
    place = raw / "upload" / DAY.isoformat()
    place.mkdir(parents=True)
    (place / "Account.csv").write_text(EVENTS)  # by another session, after this one was staged
    with asked.placed(raw, ["Account.csv"]):
        assert lying(place) == {"Account (2).csv": ACCOUNTS, "Account.csv": EVENTS}


def test_what_cannot_be_built_is_taken_out_again(raw: Path, warehouse: Path) -> None:
    published(warehouse, raw, Account=ACCOUNTS)
    before = lying(raw)
    asked = filled(warehouse, raw, Event=EVENTS)
    with publish.new_build(warehouse, "20261122T000000Z-other"), pytest.raises(BuildRunning):
        trial.publish(asked, ["Event.csv"], warehouse, raw, NOW, lambda _: None)
    assert lying(raw) == before
    with pytest.raises(ZeroDivisionError), asked.placed(raw, ["Event.csv"]):
        assert lying(raw) != before
        raise ZeroDivisionError
    assert lying(raw) == before
    trial.publish(asked, ["Event.csv"], warehouse, raw, NOW, lambda _: None)
    assert lying(raw) == {**before, "upload/2026-11-20/Event.csv": EVENTS}


def add(asked: Upload, warehouse: Path, raw: Path, *more: str, stop_at: str = "") -> int:
    """`python -m lib add` as the Data page runs it, killed at a step."""
    return subprocess.run(
        [sys.executable, "-m", "lib", "add", "--staged", str(asked.folder), *more,
         "--warehouse", str(warehouse), "--raw", str(raw), "--progress", "json"],
        cwd=settings.ROOT, env={**os.environ, "GROUND_STOP_AT": stop_at}, capture_output=True,
    ).returncode  # fmt: skip


def test_a_trial_or_a_publishing_that_is_killed_can_be_done_again(
    raw: Path, warehouse: Path
) -> None:
    published(warehouse, raw, Account=ACCOUNTS)
    asked = filled(warehouse, raw, Account=ACCOUNTS + "001B,Beta,Paris,France,005A\n")
    assert add(asked, warehouse, raw, "--check", stop_at="modelled") == -signal.SIGKILL
    assert (accounts(warehouse), lying(raw)) == (1, {"upload/2026-11-20/Account.csv": ACCOUNTS})
    assert add(asked, warehouse, raw, "--check") == 0
    assert not asked.warehouse.exists()
    assert add(asked, warehouse, raw, stop_at="placed") == -signal.SIGKILL
    assert accounts(warehouse) == 1
    assert add(asked, warehouse, raw) == 0
    assert accounts(warehouse) == 2
    assert len(lying(raw)) == 2


def test_a_trial_changes_nothing_and_says_what_would_be(raw: Path, warehouse: Path) -> None:
    published(warehouse, raw, Account=ACCOUNTS)
    asked = filled(warehouse, raw, Event=EVENTS + ",No id,001A,2026-03-02,60\n", Odd="a,b\n1,2\n")
    build_id = publish.current(warehouse)
    with trial.tried(asked, warehouse, raw, NOW, lambda _: None) as (found, session):
        assert session is not None
        assert found.used == {"Event.csv"}
        assert [(r["file"], r["rows_loaded"], r["rows_set_aside"]) for r in found.files] == [
            ("upload/2026-11-20/Event.csv", 1, 1),
            ("upload/2026-11-20/Odd.csv", 0, 0),
        ]
        assert [(row["reason"], row["rows"]) for row in found.reasons] == [("It has no Id", 1)]
    assert publish.current(warehouse) == build_id
    assert lying(raw) == {"upload/2026-11-20/Account.csv": ACCOUNTS}


def test_a_thousand_bad_values_are_one_reason(raw: Path, warehouse: Path) -> None:
    bad = "".join(f"00U{n},Visit,001A,day {n},60\n" for n in range(1000))
    asked = filled(warehouse, raw, Account=ACCOUNTS, Event=EVENTS + bad)
    with trial.tried(asked, warehouse, raw, NOW, lambda _: None) as (found, _):
        [row] = found.reasons
        assert (row["rows"], row["reason"]) == (1000, "Its date cannot be read, for example: day 0")


def test_files_of_which_nothing_is_used_say_why(raw: Path, warehouse: Path) -> None:
    asked = filled(warehouse, raw, Odd="a,b\n1,2\n")
    with trial.tried(asked, warehouse, raw, NOW, lambda _: None) as (found, session):
        assert session is None
        assert [str(row["file"]) for row in found.files] == ["upload/2026-11-20/Odd.csv"]
        assert found.files[0]["reason"]
        assert (found.used, found.is_built) == (frozenset(), False)


def test_the_order_of_dates_is_said_of_these_files_and_stays_said(
    raw: Path, warehouse: Path
) -> None:
    published(warehouse, raw, Account=ACCOUNTS)
    asked = filled(warehouse, raw, Event=TWO_WAYS)
    with trial.tried(asked, warehouse, raw, NOW, lambda _: None) as (found, _):
        assert found.is_two_way
        assert found.files[0]["rows_loaded"] == 0
    asked.date_order("dmy")
    with trial.tried(asked, warehouse, raw, NOW, lambda _: None) as (found, _):
        assert not found.is_two_way
        assert found.files[0]["rows_loaded"] == 1
    trial.publish(asked, ["Event.csv"], warehouse, raw, NOW, lambda _: None)
    # A month later somebody runs `make build`, and knows nothing of it.
    report = build([raw], warehouse, NOW + timedelta(days=30))
    assert report.as_of == date(2026, 2, 3)


def test_another_day_of_export_moves_the_files(raw: Path, warehouse: Path) -> None:
    asked = filled(warehouse, raw, Account=ACCOUNTS)
    asked.date_order("mdy")
    asked.exported_on(date(2026, 10, 1), raw)
    [path] = asked.staged()
    assert path.relative_to(asked.root).as_posix() == "upload/2026-10-01/Account.csv"


def test_the_made_up_company_is_left_and_never_mixed(raw: Path, warehouse: Path) -> None:
    assert trial.base(warehouse, raw) == []
    assert trial.grown([], raw) == [raw]
    assert trial.grown([raw], raw) == [raw]
    other = raw.parent / "elsewhere"
    assert trial.grown([other], raw) == [other, raw / "upload"]


def test_what_nobody_decided_on_goes_after_a_day(raw: Path, warehouse: Path) -> None:
    asked = filled(warehouse, raw, Account=ACCOUNTS)
    now = datetime.now(UTC)
    upload.sweep(warehouse, now + timedelta(hours=23))
    assert asked.folder.exists()
    upload.sweep(warehouse, now + timedelta(hours=25))
    assert not asked.folder.exists()


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path, raw: Path) -> None:
    assert upload.why_closed(tmp_path / "w", raw) == ""
    (tmp_path / "file").write_text("")
    assert "may only read" in upload.why_closed(tmp_path / "w", tmp_path / "file" / "raw")


def test_add_on_the_command_line(tmp_path: Path, raw: Path, warehouse: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as packed:
        packed.writestr("Account.csv", ACCOUNTS)
        packed.writestr("Event.csv", EVENTS)
    (tmp_path / "evil.csv").write_bytes(b"%PDF-1.7")
    files = (tmp_path / "export.zip", tmp_path / "evil.csv")
    options = ("--raw", raw, "--exported-on", "2026-11-20")
    tried = call("add", *files, *options, "--check", "--json", warehouse=warehouse)
    assert (tried.code, lying(raw) if raw.exists() else {}) == (0, {})
    assert [row["rows_loaded"] for row in tried.rows] == [1, 1]
    assert "Not taken: evil.csv is a PDF document" in tried.err
    assert call("add", *files, *options, warehouse=warehouse).code == 0
    assert [path.name for path in raw.rglob("*.*")] == ["export.zip"]
    again = call("add", files[0], *options, warehouse=warehouse)
    assert again.code == 2
    assert "is read already" in again.err
    assert not list(warehouse.glob(".trial-*"))
    assert accounts(warehouse) == 1
