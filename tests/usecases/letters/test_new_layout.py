"""An office's own look: colours that can be read, a logo that is a picture, the same files each time."""

from __future__ import annotations

import struct
import zlib

import pytest

from samskab.documents.writers.docx_styles import ACCENT
from samskab.finding import Finding
from samskab.usecases.letters.new_layout import contrast_on_white, darkened, layout_files, logo_ending


def png(width: int, height: int) -> bytes:
    """A green picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([10, 90, 60]) * width) * height
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'

LOGOS = [
    pytest.param(png(20, 10), "png", id="png"),
    pytest.param(SVG, "svg", id="svg", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("colour", "contrast"), [("000000", 21), ("ffffff", 1), ("767676", 4.54), ("777777", 4.48)])
def test_contrast_is_that_of_wcag(colour: str, contrast: float) -> None:
    assert round(contrast_on_white(colour), 2) == contrast


@pytest.mark.parametrize("colour", ["ffcc00", "ffffff", "00ff00", "12506b"])
def test_a_darker_shade_can_be_read_and_a_dark_colour_stays(colour: str) -> None:
    assert contrast_on_white(darkened(colour)) >= 4.5
    assert darkened("12506b") == "12506b"


def test_a_logo_is_known_by_its_content() -> None:
    found = [logo_ending(each) for each in (png(2, 2), b"\xff\xd8\xff\xe0", SVG, b"GIF89a", b"", b"<svgx>")]
    assert found == ["png", "jpg", "svg", None, None, None]


@pytest.mark.slow
def test_a_broken_picture_is_a_finding_and_one_that_is_too_large() -> None:
    assert isinstance(layout_files(b"\x89PNG\r\n\x1a\nxxxx", "png", "0a5a3c", ""), Finding)
    assert isinstance(layout_files(b"\xff\xd8\xffxxxx", "jpg", "0a5a3c", ""), Finding)


@pytest.mark.parametrize(
    ("logo", "ending"),
    LOGOS,
)
@pytest.mark.slow
def test_the_files_have_the_colour_and_a_name_that_is_no_code(logo: bytes, ending: str) -> None:
    name = 'Byens "Hus" #panic(1) \\'
    files = layout_files(logo, ending, "0a5a3c", name)
    assert not isinstance(files, Finding)
    assert sorted(files) == ["layouts/letter.typ", "layouts/letterhead.docx", f"layouts/logo.{ending}"]
    typst = files["layouts/letter.typ"].decode()
    assert '#let accent = rgb("#0a5a3c")' in typst
    assert ACCENT.lower() not in typst
