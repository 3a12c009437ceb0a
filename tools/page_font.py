"""Write the font of the pages, `src/samskab/documents/layout/fonts/page.woff`: `python tools/page_font.py`.

A subset of the upright Source Sans 3 in the weights 400 to 700: Latin letters of western Europe, and the signs that the
pages draw with. Other letters come from the reader's own fonts. The Open Font License keeps the name Source for the
unchanged font, so the subset has another; the copyright and the licence stay inside it.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parent.parent / "src" / "samskab" / "documents" / "layout" / "fonts"
FAMILY = "Samskab Sans"
WEIGHTS = (400, 700)
CHARACTERS = (*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "–—‘’“”„•…‹›▲▼✓✗−≤≥→×\u2009\u202f\u2011"))
_COPYRIGHT, _FAMILY, _STYLE, _ID, _FULL, _POSTSCRIPT = 0, 1, 2, 3, 4, 6
_LICENCE, _LICENCE_AT, _PREFERRED_STYLE = 13, 14, 17
"""Numbers of the names in a font."""


def main() -> None:
    """The same font gives the same bytes."""
    font = TTFont(FOLDER / "SourceSans3-Upright.ttf", recalcTimestamp=False)
    options = Options()
    options.layout_features = ["kern", "tnum", "ccmp", "locl", "mark"]
    options.hinting = options.glyph_names = False
    options.name_IDs = [_COPYRIGHT, _LICENCE, _LICENCE_AT]
    subset = Subsetter(options)
    subset.populate(unicodes=CHARACTERS)
    subset.subset(font)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    for number, text in ((_FAMILY, FAMILY), (_STYLE, "Regular"), (_ID, FAMILY), (_FULL, FAMILY)):
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].setName(FAMILY.replace(" ", ""), _POSTSCRIPT, 3, 1, 0x409)
    font["name"].removeNames(nameID=_PREFERRED_STYLE)
    font.flavor = "woff"
    font.save(FOLDER / "page.woff")


if __name__ == "__main__":
    main()
