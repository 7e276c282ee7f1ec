"""Sessions: when one is over, and that nothing brings it back."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lib.access import sessions
from lib.access.sessions import Sessions, SessionsUnreadable

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CLAIMS = {"sub": "s-1", "email": "ann@x.example"}


@pytest.fixture
def kept(tmp_path: Path) -> Sessions:
    return Sessions(tmp_path / "warehouse" / "sessions.sqlite")


def begun(kept: Sessions, **claims: object) -> str:
    return kept.begin({**CLAIMS, **claims}, "ann@x.example", NOW)[0]


def why(kept: Sessions, token: str, at: datetime) -> str | None:
    found = kept.look(token, at)
    return None if found is None else found.why


def test_it_lives_while_somebody_clicks_and_eight_hours_at_most(kept: Sessions) -> None:
    token, at = begun(kept), NOW
    while at < NOW + timedelta(hours=8) - 29 * MINUTE:
        at += 29 * MINUTE
        assert kept.look(token, at, is_click=True).why == ""  # type: ignore[union-attr]
    assert why(kept, token, NOW + timedelta(hours=8)) == sessions.RUN_OUT


def test_thirty_minutes_without_a_click(kept: Sessions) -> None:
    token = begun(kept)
    kept.look(token, NOW + 20 * MINUTE)  # what nobody clicked keeps nothing alive
    assert why(kept, token, NOW + 30 * MINUTE) == ""
    assert why(kept, token, NOW + 31 * MINUTE) == sessions.IDLED
    kept.look(token, NOW + 31 * MINUTE, is_click=True)
    assert why(kept, token, NOW + 32 * MINUTE) == sessions.IDLED, "a click comes too late"


def test_no_longer_than_the_provider_vouches(kept: Sessions) -> None:
    token = begun(kept, exp=(NOW + 10 * MINUTE).timestamp())
    assert why(kept, token, NOW + 9 * MINUTE) == ""
    assert why(kept, token, NOW + 10 * MINUTE) == sessions.RUN_OUT
    assert why(kept, begun(kept, exp=NOW.timestamp() - 1), NOW) == sessions.RUN_OUT


def test_signed_out_for_good(kept: Sessions) -> None:
    token, other = begun(kept), begun(kept)
    assert kept.end(token, NOW + MINUTE) is not None
    assert why(kept, token, NOW + MINUTE) == sessions.SIGNED_OUT
    assert kept.end(token, NOW + MINUTE) is None
    assert why(kept, other, NOW + MINUTE) == ""


def test_an_administrator_ends_all_of_somebodys(kept: Sessions) -> None:
    tokens = [begun(kept), begun(kept)]
    other, _ = kept.begin({"sub": "s-2"}, "bo@x.example", NOW)
    assert kept.end_all("ann@x.example", NOW) == 2
    assert [why(kept, token, NOW) for token in tokens] == [sessions.ENDED] * 2
    assert why(kept, other, NOW) == ""
    assert kept.end_all("s-2", NOW) == 1


def test_a_number_nobody_was_given(kept: Sessions) -> None:
    assert kept.look("x", NOW) is None
    token = begun(kept)
    assert kept.look("", NOW) is None
    assert kept.look(token[:-1], NOW) is None
    assert kept.look(sessions.digest(token), NOW) is None, "what is kept opens nothing"


def test_what_is_kept_holds_no_number_and_is_ours_alone(kept: Sessions) -> None:
    token = begun(kept)
    assert token.encode() not in kept.path.read_bytes()
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600


def test_another_process_sees_the_same(kept: Sessions) -> None:
    token = begun(kept)
    Sessions(kept.path).end(token, NOW)
    assert why(kept, token, NOW) == sessions.SIGNED_OUT


def test_a_damaged_file_lets_nobody_in(kept: Sessions) -> None:
    token = begun(kept)
    kept.path.write_bytes(b"not a database" * 100)
    with pytest.raises(SessionsUnreadable):
        kept.look(token, NOW)
