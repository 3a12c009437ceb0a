"""`layout init`: writes once, refuses pale colours, files that are no picture, and to replace."""

from __future__ import annotations

from pathlib import Path

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
