"""What nobody foresaw: a number for the reader, and where it happened for the log.

Owns what a log may hold. An exception's message, its notes and its locals may quote a row (DuckDB,
pandas and Python all do), so of an exception a log holds its type, its frames as file, line and
function, and a message only where it is ours (`GroundError`). Every record of every logger is made
here once `begin` was called, so no library's handler, on disk or on the screen, ever has more.
Must not know Streamlit: `lib.ui.problems` says it on a page.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import threading
import traceback
import warnings
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from os import O_APPEND, O_CREAT, O_WRONLY
from os import open as open_file
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from lib import settings
from lib.errors import GroundError

FOLDER = "logs"  # beside the builds
FILE = "ground.log"
LONGEST = 10_000_000  # bytes; then it is closed as ground.log.1, and the tenth is dropped
FILES = 10
OURS = ("ground", "lib")
# Without what is mistaken for another when it is read out: 0 O, 1 I L, 5 S, 8 B.
_LETTERS = "234679ACDEFGHJKMNPQRTUVWXYZ"
_NUMBER = "_ground_number"
_CHAIN = 10  # causes of causes, at most
_log = logging.getLogger(OURS[0])
_file: RotatingFileHandler | None = None
_plain_record = logging.getLogRecordFactory()


def begin(folder: Path) -> None:
    """From here on, log to a folder, and let no log hold more than it may. For entry points.

    Args:
        folder: of `ground.log`, made where it is not there; for one process at a time.

    Raises:
        GroundError: it cannot be written.
    """
    global _file
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _file = _File(folder / FILE, maxBytes=LONGEST, backupCount=FILES, encoding="utf-8")
    except OSError as error:
        raise GroundError(
            f"Opening the log {folder / FILE}: {error.strerror}.",
            "Let this user write there, or name another folder.",
        ) from None
    _file.setFormatter(_Lines())
    _log.setLevel(logging.INFO)
    logging.raiseExceptions = False  # what cannot be logged would be printed, values and all
    logging.setLogRecordFactory(_record)
    sys.excepthook = _uncaught
    threading.excepthook = lambda told: _uncaught(told.exc_type, told.exc_value, None)
    sys.unraisablehook = lambda told: _uncaught(told.exc_type, told.exc_value, None)
    warnings.showwarning = _warned


def report(error: BaseException) -> str:
    """Put an exception on the log.

    Returns:
        The number it stands under: the same however often it is reported.
    """
    _log.error("unforeseen", exc_info=error)
    return number(error)


def number(error: BaseException) -> str:
    """The number of an exception, to be read out: `E-7K3F-92`."""
    if not (given := getattr(error, _NUMBER, "")):
        letters = "".join(secrets.choice(_LETTERS) for _ in range(4))
        given = f"E-{letters}-{secrets.randbelow(90) + 10}"
        # An exception that takes no attribute has another number each time.
        with suppress(AttributeError, TypeError):
            setattr(error, _NUMBER, given)
    return str(given)


def sentence(number_: str) -> str:
    """What a reader is told of what nobody foresaw."""
    return (
        f"This went wrong in a way nobody foresaw. It is on record as {number_}: "
        "give that number to whoever looks after the dashboard, and try again."
    )


def told(error: BaseException) -> dict[str, Any]:
    """What may be known of an exception: never a value.

    Returns:
        Its number, type and frames, our own message if it is ours, and the same of its causes.
    """
    return {"number": number(error), **_one(error), "because": _causes(error)}


def _causes(error: BaseException) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    seen = {id(error)}
    waiting = _next(error)
    while waiting and len(found) < _CHAIN:
        cause = waiting.pop(0)
        if id(cause) not in seen:
            seen.add(id(cause))
            found.append(_one(cause))
            waiting += _next(cause)
    return found


def _next(error: BaseException) -> list[BaseException]:
    parts = list(error.exceptions) if isinstance(error, BaseExceptionGroup) else []
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [*parts, *([behind] if behind else [])]


def _one(error: BaseException) -> dict[str, Any]:
    one: dict[str, Any] = {"type": f"{type(error).__module__}.{type(error).__qualname__}"}
    if isinstance(error, GroundError):
        one["said"] = str(error)
    # `walk_tb`, not `extract_tb`: this reads no source line and no local.
    one["frames"] = [
        f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return one


def _short(file: str) -> str:
    path = Path(file)
    if path.is_relative_to(settings.ROOT) and ".venv" not in path.parts:
        return str(path.relative_to(settings.ROOT))
    return str(Path(*path.parts[path.parts.index("site-packages") + 1 :])) if (
        "site-packages" in path.parts
    ) else path.name  # fmt: skip


def _record(*given: Any, **named: Any) -> logging.LogRecord:
    """A record with nothing in it that a log may not hold. It is written here too: the loggers of
    Streamlit and uvicorn hand theirs to nobody else."""
    record = _plain_record(*given, **named)
    if not isinstance(record.name, str):  # `logging.makeLogRecord` fills it in later
        return record
    if record.exc_info and (error := record.exc_info[1]):
        record.__dict__["ground"] = told(error)
        record.exc_text = _text(record.__dict__["ground"])
    record.exc_info = None
    if record.name.split(".")[0] not in OURS:
        record.msg = _template(record)
        record.args = _numbers(record.args)
    record.msg, record.args = _message(record), ()
    if _file is not None and record.levelno >= logging.INFO:
        _file.handle(record)
    return record


def _template(record: logging.LogRecord) -> str:
    """What a library's code says, if it stands there word for word; where it was put together, it
    may hold anything, and only the place is told."""
    frame = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if code.co_filename == record.pathname and frame.f_lineno == record.lineno:
            if any(record.msg is said or record.msg == said for said in code.co_consts):
                return str(record.msg)
            break
        frame = frame.f_back  # type: ignore[assignment]
    return f"said by {_short(record.pathname)}:{record.lineno} {record.funcName}".replace("%", "%%")


def _numbers(args: Any) -> Any:
    """The arguments of a message: numbers stay, an exception is its type, texts are left out."""
    if isinstance(args, Mapping):
        return {name: _kept(value) for name, value in args.items()}
    return tuple(_kept(value) for value in args or ())


def _kept(value: object) -> object:
    if isinstance(value, bool | int | float):
        return value
    return type(value).__name__ if isinstance(value, BaseException) else "…"


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError, KeyError):
        return str(record.msg)


def _text(about: Mapping[str, Any]) -> str:
    """An exception as the screen shows it."""
    said = []
    for one in [about, *about["because"]]:
        said.append(f"{one['type']} {one.get('said', '')}".rstrip())
        said += [f"  {frame}" for frame in one["frames"]]
    return f"{about['number']} " + "\n".join(said)


def _uncaught(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if error is None or isinstance(error, KeyboardInterrupt | SystemExit):
        return
    print(sentence(report(error)), file=sys.stderr)


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    # A warning's words may quote a cell ("could not parse …").
    _log.warning("%s at %s:%d", category.__name__, _short(filename), lineno)


class _File(RotatingFileHandler):
    """A log only its owner may read."""

    def _open(self) -> Any:
        return open(  # an opener gives it its mode from the first byte
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            opener=lambda path, _: open_file(path, O_CREAT | O_WRONLY | O_APPEND, 0o600),
        )


class _Lines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """A record as a line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "at": at,
            "level": record.levelname.lower(),
            "logger": record.name,
            "said": record.msg,
            **{key: value for key, value in record.__dict__.get("ground", {}).items() if value},
        }
        return json.dumps(line, ensure_ascii=True)
