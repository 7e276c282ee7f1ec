"""The company that is loaded: `python tests/benchmarks/company.py FOLDER`.

Writes a made-up export of 8,000 accounts and 500,000 interactions and builds it, where that has
not been done yet. Must not measure.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import generate
from served import ROOT

ACCOUNTS, INTERACTIONS = 8_000, 500_000


def main() -> None:
    """Read the command line, write, build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder.resolve()
    exports, warehouse = folder / "exports", folder / "warehouse"
    if not (exports / "Task.csv").exists():
        generate.generate(exports, ACCOUNTS, INTERACTIONS)
    if not (warehouse / "current.json").exists():
        subprocess.run(
            [sys.executable, "-m", "lib", "build", str(exports), "--warehouse", str(warehouse)],
            cwd=ROOT, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip


if __name__ == "__main__":
    main()
