"""The child that lays pages out; it goes, and what it remembered of them goes with it.

typst keeps what it laid out, about 150 MB a page, for as long as its process lives: a server would
grow by that with every page it prints. Reads its task from standard input as JSON and writes each
page to standard output, its length in front. Must not import the house: it starts in no time.
"""

from __future__ import annotations

import json
import struct
import sys

import typst


def main() -> int:
    """Lays out one document; 3 where typst refuses it."""
    task = json.load(sys.stdin.buffer)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[task["fonts"]]
    )
    try:
        made = typst.compile(
            task["template"],
            format=task["form"],
            ppi=task["dots_an_inch"],
            font_paths=fonts,
            sys_inputs=task["inputs"],
        )
    except typst.TypstError:
        return 3
    for page in made if isinstance(made, list) else [made]:
        sys.stdout.buffer.write(struct.pack(">Q", len(page)) + page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
