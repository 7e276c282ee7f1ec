"""What people wrote, backed up while it is written to, killed at every step, and brought back."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from lib import settings
from lib.access.audit import Audit
from lib.warehouse import corrections, engine, publish, received, reviews, written
from lib.warehouse.received import Receipt
from tests.command import Answer, call
from tests.conftest import NOW

MAPPING = '[source]\nname = "plan"\n'
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ACCESS = '[[grant]]\nto = ["ann@example.com"]\nroles = ["reader"]\naccounts = "all"\n'


@pytest.fixture
def server(written_once: Path, tmp_path: Path) -> Path:
    """A server of its own for each test."""
    return Path(shutil.copytree(written_once, tmp_path / "server"))


@pytest.fixture(scope="module")
def written_once(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server with a build, and something of everything that people write."""
    tmp_path = tmp_path_factory.mktemp("written")
    warehouse = tmp_path / "warehouse"
    warehouse.mkdir(mode=0o700)
    for build in publish.kept(sample_warehouse):
        shutil.copy2(build.path, warehouse)
    shutil.copy2(sample_warehouse / "current.json", warehouse)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "plan.toml").write_text(MAPPING)
    (tmp_path / "access.toml").write_text(ACCESS)
    Audit(warehouse / "audit").note(NOW, "ann", "page", "Overview")
    received.keep(warehouse, [Receipt("plan.csv", 1, "00", "ann", NOW.isoformat(), "f")])
    with engine.lease(warehouse) as session:
        visits = [
            str(row["interaction_id"])
            for row in session.rows(
                "select interaction_id from core.interactions where purpose = 'proactive'"
                " order by occurred_on desc, interaction_id limit 40"
            )
        ]
    said = [{"kind": "purpose", "subject": v, "value": "crisis", "why": "Ärger"} for v in visits]
    assert corrections.add(warehouse, said, "ann", NOW)[0] == 40
    assert call("reviews", "start", "--as-of", "2026-11-20", warehouse=warehouse).code == 0
    return tmp_path


def run(server: Path, *words: object) -> Answer:
    return call(
        *words, "--sources", server / "sources", "--access", server / "access.toml",
        warehouse=server / "warehouse",
    )  # fmt: skip


def backed_up(server: Path) -> Path:
    answer = run(server, "backup", server / "backups")
    assert answer.code == 0, answer.err
    (made,) = (server / "backups").glob("*.zip")
    return made


def emptied(server: Path) -> None:
    """What a lost disk leaves: the builds can be made anew, and nothing else is there."""
    for path in [*(server / "warehouse").glob("*.sqlite*"), *(server / "sources").iterdir()]:
        path.unlink()
    (server / "access.toml").unlink()
    shutil.rmtree(server / "warehouse" / "audit")


def share(server: Path) -> str:
    return call(
        "metric", "proactive_share", "--as-of", "2026-11-20", "--format", "json",
        warehouse=server / "warehouse",
    ).out  # fmt: skip


def figures(server: Path) -> list[str]:
    warehouse = server / "warehouse"
    answers = [
        call("metric", name, "--as-of", "2026-11-20", "--format", "json", warehouse=warehouse)
        for name in ("coverage", "neglected")
    ]
    report = server / "monday.html"
    answers.append(call("report", "--review", "last", "--out", report, warehouse=warehouse))
    answers.append(call("corrections", "list", "--format", "json", warehouse=warehouse))
    assert {answer.code for answer in answers} == {0}
    return [share(server), report.read_text(), *(answer.out for answer in answers)]


def test_what_is_restored_gives_the_same_figures(server: Path) -> None:
    before = figures(server)
    (_, content) = reviews.load(server / "warehouse", 1)
    made = backed_up(server)
    assert made.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in made.parent.iterdir() if path.name[0] != "."] == [made.name]
    emptied(server)
    assert share(server) != before[0]
    answer = run(server, "restore", made)
    assert answer.code == 0, answer.err
    assert "restored: warehouse/corrections.sqlite: 40 corrections" in answer.out
    assert figures(server) == before
    assert reviews.load(server / "warehouse", 1)[1] == content
    assert (server / "sources" / "plan.toml").read_text() == MAPPING
    assert (server / "access.toml").read_text() == ACCESS
    assert Audit(server / "warehouse" / "audit").read()[0]["who"] == "ann"
    assert received.kept(server / "warehouse")[0].name == "plan.csv"
    again = run(server, "restore", made)
    assert again.code == 0 and "restored:" not in again.out and "the same already" in again.out
    # It goes on: triggers and counters came with it.
    said = [{"kind": "purpose", "subject": "another", "value": "crisis"}]
    assert corrections.add(server / "warehouse", said, "ben", NOW) == (1, 0)
    with (
        sqlite3.connect(server / "warehouse" / "corrections.sqlite") as con,
        pytest.raises(sqlite3.IntegrityError, match="never changed"),
    ):
        con.execute("delete from corrections")


def test_nothing_is_replaced_unasked_and_then_kept(server: Path) -> None:
    made = backed_up(server)
    said = [{"kind": "purpose", "subject": "another", "value": "crisis"}]
    corrections.add(server / "warehouse", said, "ben", NOW)
    (server / "access.toml").write_text("# emptied\n")
    Audit(server / "warehouse" / "audit").note(NOW, "ben", "page", "Overview")
    answer = run(server, "restore", made)
    assert answer.code == 2 and "--replace" in answer.err
    assert "corrections.sqlite" in answer.err and "access.toml" in answer.err
    assert "reviews.sqlite" not in answer.err and "audit" not in answer.err
    assert len(corrections.load(server / "warehouse").rows) == 41
    # A process that has read the file sees the restored rows: no cache holds the old ones.
    answer = run(server, "restore", made, "--replace")
    assert answer.code == 0, answer.err
    assert len(corrections.load(server / "warehouse").rows) == 40
    (kept,) = (server / "warehouse").glob("corrections.sqlite.before-*")
    con = sqlite3.connect(kept)
    assert con.execute("select count(*) from corrections").fetchone() == (41,)
    con.close()
    (old,) = server.glob("access.toml.before-*")
    assert old.read_text() == "# emptied\n"
    assert [line["who"] for line in Audit(server / "warehouse" / "audit").read()] == ["ben", "ann"]


def test_a_record_that_goes_its_own_way_is_kept_beside(server: Path) -> None:
    made = backed_up(server)
    shutil.rmtree(server / "warehouse" / "audit")
    Audit(server / "warehouse" / "audit").note(NOW, "new", "page", "Overview")
    assert run(server, "restore", made).code == 0
    who = [line["who"] for line in Audit(server / "warehouse" / "audit").read()]
    assert who == ["new", "ann"]
    assert run(server, "restore", made).code == 0
    assert len(Audit(server / "warehouse" / "audit").read()) == 2


@pytest.mark.parametrize("damage", ["header", "page", "text"])
def test_a_damaged_file_is_what_a_backup_is_for(server: Path, damage: str) -> None:
    made = backed_up(server)
    path = server / "warehouse" / "corrections.sqlite"
    if damage == "text":
        path.write_text("what is this")
    else:
        with path.open("r+b") as file:
            file.seek(0 if damage == "header" else 4096)
            file.write(b"\xee" * 4096)
    assert run(server, "backup", server / "backups").code == 2
    assert run(server, "restore", made).code == 2
    answer = run(server, "restore", made, "--replace")
    assert answer.code == 0, answer.err
    assert written.look(path) == {"corrections": 40}
    assert list(path.parent.glob("corrections.sqlite.before-*"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-400])


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def text(path: Path) -> None:
    path.write_text("no zip at all")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("warehouse/corrections.sqlite", "x")


def rewritten(change: Callable[[dict[str, bytes]], None]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        change(members)
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in members.items():
                archive.writestr(name, content)

    return damage


def manifest(change: Callable[[dict], None]) -> Callable[[Path], None]:  # type: ignore[type-arg]
    def changed(members: dict[str, bytes]) -> None:
        told = json.loads(members["manifest.json"])
        change(told)
        members["manifest.json"] = json.dumps(told).encode()

    return rewritten(changed)


def climbing(members: dict[str, bytes]) -> None:
    told = json.loads(members["manifest.json"])
    entry = next(m for m in told["members"] if m["name"] == "sources/plan.toml")
    entry["name"] = "sources/../../out.toml"
    members["sources/../../out.toml"] = members.pop("sources/plan.toml")
    members["manifest.json"] = json.dumps(told).encode()


def with_sessions(members: dict[str, bytes]) -> None:
    told = json.loads(members["manifest.json"])
    told["members"].append(
        {"name": "warehouse/sessions.sqlite", "size": 0, "sha256": EMPTY, "counts": {}}
    )
    members["warehouse/sessions.sqlite"] = b""
    members["manifest.json"] = json.dumps(told).encode()


DAMAGES = {
    "cut": cut,
    "flipped": flipped,
    "text": text,
    "empty": empty,
    "foreign": foreign,
    "another's rows": rewritten(lambda m: m.update({"access/access.toml": b"[[grant]]"})),
    "one file more": rewritten(lambda m: m.update({"warehouse/extra.sqlite": b"x"})),
    "one file less": rewritten(lambda m: m.pop("sources/plan.toml") and None),
    "a name that climbs": rewritten(climbing),
    "sessions of somebody": rewritten(with_sessions),
    "newer form": manifest(lambda told: told.update(form="On Their Ground, backup 9")),
    "other counts": manifest(lambda told: told["members"][0].update(counts={"corrections": 41})),
    "a size of its own": manifest(lambda told: told["members"][0].update(size=10)),
    "no list": manifest(lambda told: told.update(members=7)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_foreign_archive_changes_nothing(server: Path, damage: str) -> None:
    made = backed_up(server)
    emptied(server)
    before = sorted(path for path in server.rglob("*") if ".ground-" not in path.name)
    DAMAGES[damage](made)
    answer = run(server, "restore", made)
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 1 and "Nothing was changed" in answer.err
    assert sorted(path for path in server.rglob("*") if ".ground-" not in path.name) == before


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lib.warehouse import corrections
for number in range(100000):
    said = [
        {"kind": "purpose", "subject": f"visit-{number}-{part}", "value": "crisis"}
        for part in range(3)
    ]
    corrections.add(Path(sys.argv[1]), said, "writer", datetime(2026, 11, 21, tzinfo=UTC))
    print(number, flush=True)
"""


def test_a_backup_while_another_process_writes(server: Path) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(server / "warehouse")],
        cwd=settings.ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout
    try:
        writer.stdout.readline()
        for number in range(5):
            assert run(server, "backup", server / "backups" / f"{number}.zip").code == 0
            time.sleep(0.05)
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.wait()
    counts = []
    for number in range(5):
        with zipfile.ZipFile(server / "backups" / f"{number}.zip") as archive:
            told = json.loads(archive.read("manifest.json"))
        (count,) = (m["counts"]["corrections"] for m in told["members"] if m["counts"].keys()
                    == {"corrections"})  # fmt: skip
        assert (count - 40) % 3 == 0, "a transaction was cut in two"
        counts.append(count)
    assert counts == sorted(counts) and counts[-1] > counts[0] > 40


def killed(server: Path, step: str, *words: object) -> None:
    done = subprocess.run(
        [
            sys.executable, "-m", "lib", *map(str, words), "--warehouse", server / "warehouse",
            "--sources", server / "sources", "--access", server / "access.toml",
        ],
        cwd=settings.ROOT, env={**os.environ, "GROUND_STOP_AT": step}, capture_output=True,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, (step, done.stderr)


@pytest.mark.parametrize("step", ["backup_collected", "backup_written", "backup_named"])
def test_a_backup_that_is_killed(server: Path, step: str) -> None:
    target = server / "backups" / "daily.zip"
    assert run(server, "backup", target).code == 0
    old = target.read_bytes()
    said = [{"kind": "purpose", "subject": "another", "value": "crisis"}]
    corrections.add(server / "warehouse", said, "ben", NOW)
    killed(server, step, "backup", target)
    assert (target.read_bytes() == old) == (step != "backup_named")
    emptied(server)
    assert run(server, "restore", target).code == 0
    rows = len(corrections.load(server / "warehouse").rows)
    assert rows == (41 if step == "backup_named" else 40)
    assert run(server, "backup", target).code == 0
    assert [path.name for path in target.parent.iterdir() if path.is_dir()] == []


@pytest.mark.parametrize(
    "step", ["restore_taken", "restore_kept", "restore_opened", "restore_put", "restore_done"]
)
@pytest.mark.parametrize("is_there", [True, False])
def test_a_restore_that_is_killed(server: Path, step: str, is_there: bool) -> None:
    made = backed_up(server)
    if is_there:
        said = [{"kind": "purpose", "subject": "another", "value": "crisis"}]
        corrections.add(server / "warehouse", said, "ben", NOW)
    else:
        emptied(server)
    killed(server, step, "restore", made, "--replace")
    rows = len(corrections.load(server / "warehouse").rows)
    assert rows in ((41, 40) if is_there else (0, 40))
    path = server / "warehouse" / "corrections.sqlite"
    if path.exists():
        written.look(path)
    answer = run(server, "restore", made, *(["--replace"] if is_there else []))
    assert answer.code == 0, answer.err
    assert len(corrections.load(server / "warehouse").rows) == 40
    assert not [p for p in (server / "warehouse").iterdir() if p.is_dir() and "restore" in p.name]


def test_what_cannot_be_done_is_said_in_one_sentence(server: Path) -> None:
    assert "no such folder" in call("backup", server, warehouse=server / "none").err
    (server / "file").write_text("")
    answer = run(server, "backup", server / "file" / "below")
    assert answer.code == 2 and len(answer.err.splitlines()) == 1
    assert run(server, "restore", server / "none.zip").code == 2


def test_the_list_of_files_and_tables_is_whole(server: Path) -> None:
    """Whatever is only ever added to is backed up."""
    there = {path.name for path in (server / "warehouse").glob("*.sqlite")}
    assert there == set(written.FILES)
    for name, tables in written.FILES.items():
        con = sqlite3.connect(server / "warehouse" / name)
        found = con.execute("select name from sqlite_master where type = 'table'").fetchall()
        con.close()
        assert {row[0] for row in found} - {"sqlite_sequence"} == set(tables)


def test_a_restore_while_another_process_writes(server: Path) -> None:
    made = backed_up(server)
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(server / "warehouse")],
        cwd=settings.ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert writer.stdout
    try:
        writer.stdout.readline()
        for _ in range(3):
            answer = run(server, "restore", made, "--replace")
            assert answer.code == 0, answer.err
            assert written.look(server / "warehouse" / "corrections.sqlite")["corrections"] >= 40
        assert writer.poll() is None, "it goes on writing"
    finally:
        writer.kill()
        writer.wait()
    assert (written.look(server / "warehouse" / "corrections.sqlite")["corrections"] - 40) % 3 == 0
