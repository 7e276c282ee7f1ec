"""Publishing: whatever happens to a builder or to a file, a complete build is served."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lib import settings
from lib.errors import BuildFailed, BuildRunning, NoWarehouse
from lib.warehouse import publish
from lib.warehouse.engine import BuildDamaged, lease
from tests.warehouse import builds
from tests.warehouse.conftest import Builder


def served(warehouse: Path) -> int:
    """The number of the build served, after checking that its answer is right."""
    with lease(warehouse) as session:
        [row] = session.rows(builds.SUM_OF)
        assert row == {"answer": builds.answer(session.build_id), "build_id": session.build_id}
        return builds.number_of(session.build_id)


def names(warehouse: Path) -> list[str]:
    return sorted(path.name for path in warehouse.iterdir())


def expected_names(*numbers: int) -> list[str]:
    files = [f"{builds.build_id(number)}.duckdb" for number in numbers]
    return [".lock", *sorted(files), "current.json"]


def test_keeps_the_last_builds_and_nothing_else(warehouse: Path) -> None:
    for number in range(1, 8):
        builds.make(warehouse, number)
    assert settings.BUILDS_KEPT == 3
    assert names(warehouse) == expected_names(4, 5, 6, 7)
    assert [ref.build_id for ref in publish.kept(warehouse)] == [
        builds.build_id(number) for number in (7, 6, 5, 4)
    ]
    assert publish.current(warehouse) == publish.kept(warehouse)[0]


def test_a_build_that_is_not_published_or_fails_leaves_nothing(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    builds.make(warehouse, 2, publish_it=False)
    with pytest.raises(KeyError), publish.new_build(warehouse, builds.build_id(3)) as draft:
        draft.path.write_text("half a build")
        (draft.temp / "staged.csv").write_text("x")
        raise KeyError
    assert names(warehouse) == expected_names(1)
    assert served(warehouse) == 1


def test_a_draft_still_open_is_not_published(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    with pytest.raises(BuildFailed), publish.new_build(warehouse, builds.build_id(2)) as draft:
        draft.path.write_text("x")
        draft.path.with_name(f"{draft.path.name}.wal").write_text("x")
        draft.publish()
    assert names(warehouse) == expected_names(1)


def test_a_build_id_is_used_once(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    with pytest.raises(BuildFailed, match="exists already"):
        builds.make(warehouse, 1)
    assert served(warehouse) == 1


@pytest.mark.parametrize(
    ("step", "then"),
    [
        ("started", 1),
        ("written", 1),
        ("checkpointed", 1),
        ("built", 1),
        ("flushed", 1),
        ("renamed", 1),
        ("pointer_written", 1),
        ("pointer_moved", 2),
        ("published", 2),
        ("swept", 2),
    ],
)
def test_killed_at_a_step(warehouse: Path, builder: Builder, step: str, then: int) -> None:
    builds.make(warehouse, 1)
    process = builder(first=2, count=1, stop_at=step)
    assert process.wait() == -9
    assert served(warehouse) == then
    builds.make(warehouse, 3)
    assert served(warehouse) == 3
    assert names(warehouse) == expected_names(*sorted({1, then, 3}))


@pytest.mark.slow
def test_killed_at_random_moments(warehouse: Path, builder: Builder) -> None:
    moments = random.Random(20261122)
    builds.make(warehouse, 1)
    last = 1
    for _ in range(15):
        process = builder(first=last + 1, count=1000)
        process.stdout.readline()  # type: ignore[union-attr]
        time.sleep(moments.uniform(0, 0.25))
        process.kill()
        process.wait()
        now = served(warehouse)
        assert now >= last
        assert len(names(warehouse)) <= 12  # 4 builds, 1 unnamed, one draft's, ours
        last = now
    assert last > 1
    builds.make(warehouse, last + 1)
    assert served(warehouse) == last + 1
    assert len(names(warehouse)) == 6


def test_a_second_builder_is_refused_until_the_first_dies(
    warehouse: Path, builder: Builder
) -> None:
    with publish.new_build(warehouse, builds.build_id(1)):
        with pytest.raises(BuildRunning):
            builds.make(warehouse, 2)
        assert builder(first=3, count=1).wait() == 1
    assert builder(first=4, count=1, stop_at="written").wait() == -9
    builds.make(warehouse, 5)
    assert served(warehouse) == 5


def truncate(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flip(content: bytes) -> bytes:
    place = len(content) // 3
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def garbage(content: bytes) -> bytes:
    return random.Random(1).randbytes(len(content))


def empty(content: bytes) -> bytes:
    return b""


def damage(path: Path, how: Callable[[bytes], bytes]) -> None:
    path.chmod(0o644)
    path.write_bytes(how(path.read_bytes()))


@pytest.mark.parametrize("already_open", [True, False])
@pytest.mark.parametrize("how", [truncate, flip, garbage, empty])
def test_a_damaged_build_falls_back_and_says_so(
    warehouse: Path, how: Callable[[bytes], bytes], already_open: bool
) -> None:
    for number in (61, 62, 63):
        builds.make(warehouse, number)
    for damaged in (63, 62):
        damage(warehouse / f"{builds.build_id(damaged)}.duckdb", how)
    if already_open:
        builds.make(warehouse, 64)
        assert served(warehouse) == 64
        damage(warehouse / f"{builds.build_id(64)}.duckdb", how)
    started = time.monotonic()
    assert served(warehouse) == 61
    assert time.monotonic() - started < 5
    with lease(warehouse) as session:
        assert session.notice == (
            "The newest build, of 2026-11-22 00:01 UTC, could not be opened; "
            "showing the one of 2026-11-22 00:01 UTC. Run `make build` to replace it."
        )
    builds.make(warehouse, 65)
    with lease(warehouse) as session:
        assert (session.build_id, session.notice) == (builds.build_id(65), None)


def test_a_single_flipped_bit_is_always_seen(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    builds.make(warehouse, 2)
    path = warehouse / f"{builds.build_id(2)}.duckdb"
    good = path.read_bytes()
    places = random.Random(2).sample(range(len(good)), 30)
    for place in [0, 8, 4096, 8192, 12288, len(good) - 1, *places]:
        damage(path, lambda _, at=place: good[:at] + bytes([good[at] ^ 8]) + good[at + 1 :])
        assert served(warehouse) == 1


def test_damage_under_an_open_lease(warehouse: Path) -> None:
    builds.make(warehouse, 1)
    builds.make(warehouse, 2, rows=1_000_000)
    path = warehouse / f"{builds.build_id(2)}.duckdb"
    with lease(warehouse) as session:
        damage(path, lambda content: content[:20_000] + garbage(content[20_000:]))
        with pytest.raises(BuildDamaged, match="damaged"):
            session.fetch("select * from core.numbers")
    assert served(warehouse) == 1


@pytest.mark.parametrize(
    "pointer", [b"", b"{}", b"\xff\x00", b'{"builds": [{"build_id": 1}]}', None]
)
def test_without_a_pointer_the_names_still_tell(warehouse: Path, pointer: bytes | None) -> None:
    builds.make(warehouse, 1)
    builds.make(warehouse, 2)
    (warehouse / "current.json").unlink()
    if pointer is not None:
        (warehouse / "current.json").write_bytes(pointer)
    with lease(warehouse) as session:
        assert session.build_id == builds.build_id(2)
        assert "pointer" in str(session.notice)
    builds.make(warehouse, 3)
    with lease(warehouse) as session:
        assert (session.build_id, session.notice) == (builds.build_id(3), None)
    assert names(warehouse) == expected_names(1, 2, 3)


@pytest.mark.parametrize("how", [truncate, garbage, empty])
def test_pointer_and_build_damaged(warehouse: Path, how: Callable[[bytes], bytes]) -> None:
    for number in (1, 2):
        builds.make(warehouse, number)
    damage(warehouse / f"{builds.build_id(2)}.duckdb", how)
    damage(warehouse / "current.json", how)
    assert served(warehouse) == 1


def test_no_build_left_that_opens(warehouse: Path) -> None:
    for number in (1, 2):
        builds.make(warehouse, number)
        damage(warehouse / f"{builds.build_id(number)}.duckdb", garbage)
    with pytest.raises(NoWarehouse, match="None of the 2 builds"):
        served(warehouse)
    builds.make(warehouse, 3)
    assert served(warehouse) == 3


ON_A_SMALL_DISK = """
mount -t tmpfs -o size=6m tmpfs "$1" && exec "$2" -c '
import sys
from pathlib import Path
from lib.errors import BuildFailed
from lib.warehouse import engine, publish
from tests.warehouse import builds, test_publish
warehouse = Path(sys.argv[1]) / "warehouse"
builds.make(warehouse, 1)
def spill():
    with publish.new_build(warehouse, builds.build_id(2)) as draft:
        connection = engine.open_for_build(draft.path, draft.temp)
        connection.execute("select row_number() over (order by md5(cast(i as varchar))) "
            "from range(3000000) t(i)").fetchall()
def stage():
    with publish.new_build(warehouse, builds.build_id(2)) as draft:
        (draft.temp / "staged.csv").write_bytes(bytes(20_000_000))
engine.BUILD_MEMORY = "60MB"
for attempt in (lambda: builds.make(warehouse, 2, rows=1_000_000), spill, stage):
    try:
        attempt()
    except BuildFailed as error:
        assert "full" in str(error), error
    else:
        raise SystemExit("it fitted")
    assert test_publish.names(warehouse) == test_publish.expected_names(1)
    assert test_publish.served(warehouse) == 1
builds.make(warehouse, 3)
assert test_publish.served(warehouse) == 3
' "$1"
"""


def test_a_full_disk(tmp_path: Path) -> None:
    private = ["unshare", "--map-root-user", "--mount"]
    try:
        subprocess.run(
            [*private, "mount", "-t", "tmpfs", "tmpfs", tmp_path], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no small disk can be mounted here")
    done = subprocess.run(
        [*private, "sh", "-c", ON_A_SMALL_DISK, "sh", tmp_path, sys.executable],
        cwd=settings.ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
