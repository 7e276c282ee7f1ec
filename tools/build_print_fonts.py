"""The fonts of printed pages, from those of the screen: `python -m tools.build_print_fonts`.

typst reads neither WOFF2 nor variable fonts. Needs fonttools and brotli, which nothing else does:
install them beside the project, not in it. The two parts of Inter keep names of their own, since
typst takes one file per family and weight.
"""

from __future__ import annotations

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from lib import settings

_PARTS = {"latin": "Inter", "latin-ext": "Inter Ext"}
# Style: weight of the variable font, and what the style is called by weight.
_STYLES = {"regular": (400, 400, "Regular"), "bold": (650, 700, "Bold")}


def main() -> None:
    """Writes `static/fonts/print/inter-<part>-<style>.ttf`."""
    fonts = settings.ROOT / "static" / "fonts"
    for part, family in _PARTS.items():
        for style, (drawn, called, name) in _STYLES.items():
            font = instancer.instantiateVariableFont(
                TTFont(fonts / f"inter-{part}-wght-normal.woff2"), {"wght": drawn}
            )
            names = {1: family, 2: name, 4: f"{family} {name}", 16: family, 17: name}
            for record in font["name"].names:
                if record.nameID in names:
                    record.string = names[record.nameID]
                elif record.nameID == 6:
                    record.string = f"{family.replace(' ', '')}-{name}"
            font["OS/2"].usWeightClass = called
            font.flavor = None
            font.save(fonts / "print" / f"inter-{part}-{style}.ttf")


if __name__ == "__main__":
    main()
