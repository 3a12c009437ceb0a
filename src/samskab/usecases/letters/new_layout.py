"""The files of an office's own look: the packaged PDF layout and Word letterhead with its logo, colour and name.

The logo is read by the child processes that set a sample letter; a file that they cannot use is a finding.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping

from samskab.documents.letterhead.client import read_letterhead, too_large
from samskab.documents.letterhead.package import MAX_PACKAGE_BYTES
from samskab.documents.sample import sample_letter
from samskab.documents.writers.docx import packaged_letterhead
from samskab.documents.writers.docx_styles import ACCENT
from samskab.documents.writers.formats import Branding, write_document
from samskab.documents.writers.pdf import LAYOUT
from samskab.documents.writers.pdf_custom import OwnLayout
from samskab.finding import Finding
from samskab.usecases.letters.branding import LETTERHEAD, OWN_LAYOUT

LEAST_CONTRAST = 4.5
"""Of text on white paper: WCAG 2.2, success criterion 1.4.3."""
_ENDINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_LOGO_MM = 14


def logo_ending(content: bytes) -> str | None:
    """`png`, `jpg` or `svg` by the content of a logo; None for another file."""
    raster = next((ending for start, ending in _ENDINGS.items() if content.startswith(start)), None)
    return raster or ("svg" if re.search(rb"<svg[\s>]", content[:4096]) else None)


def contrast_on_white(colour: str) -> float:
    """The contrast of a colour (`12506b`) with white, from 1 to 21."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def darkened(colour: str) -> str:
    """The lightest shade of a colour that can be read on white."""
    parts = [int(colour[place : place + 2], 16) for place in (0, 2, 4)]
    shades = ("".join(f"{part * percent // 100:02x}" for part in parts) for percent in range(100, -1, -1))
    return next(shade for shade in shades if contrast_on_white(shade) >= LEAST_CONTRAST)


def layout_files(logo: bytes, ending: str, colour: str, name: str) -> Mapping[str, bytes] | Finding:
    """Path -> content of the layout, the letterhead and the logo, tried on a sample letter; or what is wrong."""
    path = f"layouts/logo.{ending}"
    if len(logo) > MAX_PACKAGE_BYTES:
        return too_large(path)
    typst = _layout(path.rpartition("/")[2], colour, name)
    with Branding(OwnLayout(OWN_LAYOUT, typst, {path.rpartition("/")[2]: logo})) as branding:
        tried = write_document(sample_letter(), "pdf", branding)
    if isinstance(tried, Finding):
        return tried
    word = read_letterhead(_letterhead(None if ending == "svg" else logo, colour, name), LETTERHEAD)
    if isinstance(word, Finding):
        return word
    return {path: logo, OWN_LAYOUT: typst.encode(), LETTERHEAD: word.content}


def _linear(part: float) -> float:
    """A part of an sRGB colour as an amount of light."""
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _layout(logo: str, colour: str, name: str) -> str:
    """The packaged layout with the logo above the sender; `name` takes the place of the sender's where it is given."""
    text = LAYOUT.read_text(encoding="utf-8")
    packaged = f'#let accent = rgb("#{ACCENT.lower()}")'
    sender = "    par(text(size: 14pt, weight: 600, fill: accent, doc.sender.name))\n"
    if packaged not in text or sender not in text:
        raise ValueError(LAYOUT.name)
    shown = json.dumps(name, ensure_ascii=False) if name else "doc.sender.name"
    image = f"""    context {{
      let logo(..size) = image("{logo}", alt: {shown}, ..size)
      if measure(logo(height: {_LOGO_MM}mm)).width > 62mm {{ logo(width: 62mm) }} else {{ logo(height: {_LOGO_MM}mm) }}
    }}
    v(3pt)
"""
    text = text.replace(packaged, f'#let accent = rgb("#{colour}")')
    return text.replace(sender, image + sender.replace("doc.sender.name", shown))


def _letterhead(logo: bytes | None, colour: str, name: str) -> bytes:
    """The packaged Word letterhead in the colour, with the logo and the name in the header. Word shows no SVG here."""
    import docx
    from docx.image.exceptions import UnrecognizedImageError
    from docx.shared import Mm, RGBColor

    word = docx.Document(io.BytesIO(packaged_letterhead()))
    for style in word.styles:
        font = getattr(style, "font", None)
        if font is not None and font.color.rgb == RGBColor.from_string(ACCENT):
            font.color.rgb = RGBColor.from_string(colour.upper())
    section = word.sections[0]
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    paragraph = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
    if logo is not None:
        try:
            paragraph.add_run().add_picture(io.BytesIO(logo), height=Mm(_LOGO_MM))
        except UnrecognizedImageError as error:
            raise ValueError("logo") from error  # Typst has read it already
    if name:
        paragraph.add_run(f"  {name}").font.color.rgb = RGBColor.from_string(colour.upper())
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()
