"""By hand: the large hostile files one by one, and as many damaged ones as one likes.

python -m tests.hostile.run files [NAME …]
python -m tests.hostile.run damage [COUNT] [SEED] [KIND …]
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from tests.hostile import files
from tests.hostile.measured import run


def large(names: list[str]) -> None:
    """A build over each, beside one account; what it took and what is said."""
    every = {**files.SMALL, **files.LARGE}
    for name in names or list(files.LARGE):
        with tempfile.TemporaryDirectory(prefix="hostile-") as home:
            raw, warehouse = Path(home) / "raw", Path(home) / "warehouse"
            raw.mkdir()
            (raw / "Account.csv").write_text("Id,Name,BillingCity\n001A,Acme,Lyon\n")
            every[name](raw / name)
            took = run(["build", raw, "--json", "--warehouse", warehouse], Path(home) / "tmp")
            said = [
                f"{row['status']} {row['rows_read']:,} read {row['rows_loaded']:,} used"
                f" {row['rows_set_aside']:,} aside; {(row['reason'] or '')[:150]}"
                for row in (json.loads(took.out) if took.out else [])
                if row["file"] != "Account.csv"
            ] or [took.err[-300:]]
            size = (raw / name).stat().st_size / 1e6
            print(
                f"{name} ({size:.1f} MB): code {took.code}, {took.seconds:.0f} s, processor"
                f" {took.cpu:.0f} s, builder {took.own_mb:.0f} MB, most {took.most_mb:.0f} MB;"
                f" {len(said)} tables: {said[0]}",
                flush=True,
            )


def damage(count: int, seed: int, kinds: list[str]) -> None:
    """So many damaged files of each kind, and what came of them."""
    from tests.hostile import mutation

    keep = Path(tempfile.mkdtemp(prefix="findings-"))
    for kind in kinds or list(mutation.KINDS):
        began = time.monotonic()
        came = mutation.outcomes(kind, count, seed, keep)
        print(f"{kind}: {dict(came)} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"kept in {keep}: {len(list(keep.iterdir()))}")


if __name__ == "__main__":
    what, *more = sys.argv[1:] or ["files"]
    if what == "damage":
        numbers = [int(word) for word in more if word.isdigit()]
        count, seed = (numbers + [300, 1][len(numbers) :])[:2]
        damage(count, seed, [word for word in more if not word.isdigit()])
    else:
        large(more)
