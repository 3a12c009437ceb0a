"""`layout init`: writes once, refuses pale colours, files that are no picture, and to replace."""

from __future__ import annotations

from pathlib import Path

import pytest

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>'


def test_a_look_is_made_once(samskab, tmp_path: Path) -> None:
    (tmp_path / "samskab.yaml").write_text("schema: samskab/repository@1\nlanguage: en\n")
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "text.png").write_text("no picture")

    def init(logo: str, colour: str) -> tuple[int, bytes]:
        done = samskab("layout", "init", "--logo", logo, "--colour", colour)
        return done.returncode, done.stderr

    assert init("logo.svg", "green")[0] == 2
    code, told = init("logo.svg", "ffcc00")
    assert code == 1
    assert b"#8e7200" in told
    assert init("text.png", "0a5a3c")[0] == init("missing.png", "0a5a3c")[0] == 1
    assert not (tmp_path / "layouts").exists()
    assert init("logo.svg", "#0A5A3C")[0] == 0
    before = {file: file.read_bytes() for file in (tmp_path / "layouts").iterdir()}
    assert len(before) == 3
    assert init("logo.svg", "000000")[0] == 1
    assert {file: file.read_bytes() for file in (tmp_path / "layouts").iterdir()} == before


PICTURES = {
    "missing.png": (None, "There is no"),
    "folder": (None, "no ordinary file"),
    "empty.png": (b"", "is empty"),
    "moving.gif": (b"GIF89a", "PNG, JPEG or SVG"),
    "cut.png": (b"\x89PNG\r\n\x1a\n\x00", "damaged"),
    "linked.svg": (
        LOGO.replace("<rect", '<image href="http://x.example/a.png"/><rect').encode(),
        "http://x.example/a.png",
    ),
    "latin.svg": (LOGO.replace("<rect", "<!-- \xe6 --><rect").encode("latin-1"), "UTF-8"),
    "large.svg": (LOGO.encode() + b" " * 10_000_001, "at most 10 MB"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_each_cause_has_its_sentence(samskab, tmp_path: Path, name: str) -> None:
    (tmp_path / "samskab.yaml").write_text("schema: samskab/repository@1\nlanguage: en\n")
    (tmp_path / "folder").mkdir()
    content, told = PICTURES[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = samskab("layout", "init", "--logo", name, "--colour", "12506b")
    assert done.returncode == 1
    assert told in done.stderr.decode()


def test_a_name_that_the_font_lacks_is_not_blamed_on_the_logo(samskab, tmp_path: Path) -> None:
    (tmp_path / "samskab.yaml").write_text("schema: samskab/repository@1\nlanguage: en\n")
    (tmp_path / "logo.svg").write_text(LOGO)
    done = samskab("layout", "init", "--logo", "logo.svg", "--colour", "12506b", "--name", "\U0001f389 Us")
    assert (done.returncode, b"party popper" in done.stderr, b"logo" in done.stderr) == (1, True, False)


def test_the_colour_of_letters_is_not_that_of_the_terminal(samskab, tmp_path: Path) -> None:
    done = samskab("layout", "init", "--color", "12506b", cwd=tmp_path)
    assert done.returncode == 2
    assert "--colour 12506b" in done.stderr.decode()
