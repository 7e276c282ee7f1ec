"""The fonts of printed pages: `python -m tools.build_print_fonts`.

Inter is made from the fonts of the screen, since typst reads neither WOFF2 nor variable fonts. Its
two parts keep names of their own: typst takes one file per family and weight. Whatever a name may
be written in beside Latin comes from three Debian packages, so that it prints on a machine without
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
_WEIGHTS = ("Regular", "Bold")
# Face: what is kept of it. Arrows and mathematics; boxes, shapes and dingbats, since statuses are
# told by shape; Korean, which Droid has none of.
_PARTLY = {
    "noto/NotoSansMath-Regular.ttf": ((0x2190, 0x22FF),),
    "noto/NotoSansSymbols2-Regular.ttf": ((0x2300, 0x23FF), (0x2500, 0x27BF), (0x2B00, 0x2BFF)),
    "nanum/NanumGothic.ttf": ((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3)),
}
# The licence keeps the name Nanum for the whole, unchanged face.
_RENAMED = {"NanumGothic.ttf": "Ground Hangul"}


def inter() -> None:
    """Writes `inter-<part>-<style>.ttf`."""
    for part, family in _PARTS.items():
        for style, (drawn, called, name) in _STYLES.items():
            font = instancer.instantiateVariableFont(
                TTFont(FONTS / f"inter-{part}-wght-normal.woff2", recalcTimestamp=False),
                {"wght": drawn},
            )
            _call(font, family, name)
            font["OS/2"].usWeightClass = called
            font.flavor = None
            font.save(PRINT / f"inter-{part}-{style}.ttf")


def others(scratch: Path) -> None:
    """Copies the faces of other scripts, and of the largest what may be printed."""
    for package in ("fonts-noto-core", "fonts-droid-fallback", "fonts-nanum"):
        subprocess.run(["apt-get", "download", package], cwd=scratch, check=True)
    for archive in scratch.glob("*.deb"):
        subprocess.run(["dpkg", "-x", archive, scratch], check=True)
    faces = scratch / "usr" / "share" / "fonts" / "truetype"
    whole = [f"noto/NotoSans{script}-{style}.ttf" for script in _SCRIPTS for style in _WEIGHTS]
    for path in (*whole, "droid/DroidSansFallbackFull.ttf"):
        (PRINT / Path(path).name).write_bytes((faces / path).read_bytes())
    for path, ranges in _PARTLY.items():
        font = TTFont(faces / path, recalcTimestamp=False)
        wanted = subset.Subsetter(subset.Options(hinting=False))
        wanted.populate(unicodes=[one for low, high in ranges for one in range(low, high + 1)])
        wanted.subset(font)
        name = Path(path).name
        if name in _RENAMED:
            _call(font, _RENAMED[name], "Regular")
            name = f"{_RENAMED[name].replace(' ', '')}-Regular.ttf"
        font.save(PRINT / name)


def _call(font: TTFont, family: str, style: str) -> None:
    """Gives a font a name of its own."""
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 16: family}
    names |= {6: f"{family.replace(' ', '')}-{style}", 17: style}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]


if __name__ == "__main__":
    inter()
    with tempfile.TemporaryDirectory() as folder:
        others(Path(folder))
