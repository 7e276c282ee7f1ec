"""The fonts of printed pages: `python -m tools.build_print_fonts`.

Inter is made from the fonts of the screen, since typst reads neither WOFF2 nor variable fonts. Its
two parts keep names of their own: typst takes one file per family and weight. Whatever a name may
be written in beside Latin comes from two Debian packages, so that it prints on a machine without
fonts. Needs fonttools and brotli, which nothing else does: install them beside the project, not
in it; and `apt-get`, for the second part.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from lib import settings

FONTS = settings.ROOT / "static" / "fonts"
PRINT = FONTS / "print"
_PARTS = {"latin": "Inter", "latin-ext": "Inter Ext"}
# Style: weight of the variable font, and what the style is called by weight.
_STYLES = {"regular": (400, 400, "Regular"), "bold": (650, 700, "Bold")}
# Latin, Greek and Cyrillic; then a face a script. Copied unchanged.
_SCRIPTS = ("", "Arabic", "Hebrew", "Thai", "Devanagari")
# Arrows and mathematics; boxes, shapes and dingbats, since statuses are told by shape.
_SYMBOLS = {
    "NotoSansMath-Regular.ttf": ((0x2190, 0x22FF),),
    "NotoSansSymbols2-Regular.ttf": ((0x2300, 0x23FF), (0x2500, 0x27BF), (0x2B00, 0x2BFF)),
}


def inter() -> None:
    """Writes `inter-<part>-<style>.ttf`."""
    for part, family in _PARTS.items():
        for style, (drawn, called, name) in _STYLES.items():
            font = instancer.instantiateVariableFont(
                TTFont(FONTS / f"inter-{part}-wght-normal.woff2"), {"wght": drawn}
            )
            names = {1: family, 2: name, 4: f"{family} {name}", 16: family, 17: name}
            for record in font["name"].names:
                if record.nameID in names:
                    record.string = names[record.nameID]
                elif record.nameID == 6:
                    record.string = f"{family.replace(' ', '')}-{name}"
            font["OS/2"].usWeightClass = called
            font.flavor = None
            font.save(PRINT / f"inter-{part}-{style}.ttf")


def others(scratch: Path) -> None:
    """Copies the faces of other scripts, and of those of symbols what may be printed."""
    for package in ("fonts-noto-core", "fonts-droid-fallback"):
        subprocess.run(["apt-get", "download", package], cwd=scratch, check=True)
    for archive in scratch.glob("*.deb"):
        subprocess.run(["dpkg", "-x", archive, scratch], check=True)
    faces = scratch / "usr" / "share" / "fonts" / "truetype"
    for script in _SCRIPTS:
        for style in ("Regular", "Bold"):
            name = f"NotoSans{script}-{style}.ttf"
            (PRINT / name).write_bytes((faces / "noto" / name).read_bytes())
    name = "DroidSansFallbackFull.ttf"
    (PRINT / name).write_bytes((faces / "droid" / name).read_bytes())
    for name, ranges in _SYMBOLS.items():
        symbols = TTFont(faces / "noto" / name)
        wanted = subset.Subsetter()
        wanted.populate(unicodes=[one for low, high in ranges for one in range(low, high + 1)])
        wanted.subset(symbols)
        symbols.save(PRINT / name)


if __name__ == "__main__":
    inter()
    with tempfile.TemporaryDirectory() as folder:
        others(Path(folder))
