"""Asks whether a pinned package has a known hole: exit 1 where one has.

`python tools/audit_dependencies.py [PINS] [-- OPTIONS OF pip-audit]`. pip-audit asks, first
PyPI's advisories, then OSV's. Where nothing answers, it says so in one line and passes: a check
must run on a train too. pip-audit itself calls that "no known vulnerabilities", so what it skipped
is counted.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PINS = Path(__file__).resolve().parents[1] / "constraints.txt"
SERVICES = (["--vulnerability-service", "pypi"], ["--vulnerability-service", "osv"])


def main(arguments: Sequence[str]) -> int:
    """One audit; its exit code."""
    words = list(arguments)
    options: list[str] = []
    if "--" in words:
        options = words[words.index("--") + 1 :]
        words = words[: words.index("--")]
    pins = Path(words[0]) if words else PINS
    for service in [options] if options else SERVICES:
        # One package first: where that is not answered, nobody need be asked of all of them.
        if _audited(_asked(_first(pins), service)):
            return _told(_asked(pins.read_text(encoding="utf-8"), service))
    print("Dependencies: not audited, since no advisory service answers here.")
    return 0


def _told(found: list[dict[str, Any]]) -> int:
    audited = _audited(found)
    holes = [(one, hole) for one in audited for hole in one["vulns"]]
    for one, hole in holes:
        mended = ", ".join(hole.get("fix_versions", [])) or "no version yet"
        names = ", ".join([hole["id"], *hole.get("aliases", [])])
        print(f"{one['name']} {one['version']}: {names}. Mended in: {mended}.")
    skipped = len(found) - len(audited)
    left = f", {skipped} of which nobody knows anything" if skipped else ""
    print(f"Dependencies: {len(found)} asked about{left}, {len(holes)} known holes.")
    return 1 if holes else 0


def _asked(pins: str, options: Sequence[str]) -> list[dict[str, Any]]:
    """What pip-audit says of each package; nothing where it could not ask."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(pins)
        file.flush()
        done = subprocess.run(
            [
                sys.executable, "-m", "pip_audit", "--requirement", file.name, "--no-deps",
                "--disable-pip", "--format", "json", "--progress-spinner", "off",
                "--timeout", "10", *options,
            ],
            capture_output=True, text=True,
        )  # fmt: skip
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return []
    return found


def _audited(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if "vulns" in one]


def _first(pins: Path) -> str:
    lines = pins.read_text(encoding="utf-8").splitlines()
    named = [line for line in lines if "==" in line and not line.startswith("#")]
    return next((line for line in named if line.startswith("streamlit")), named[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
