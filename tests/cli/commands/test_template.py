"""`template show`, `copy` and `new`: text to stdout, own files, none replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from samskab.packaged import packaged_path


def test_a_letter_is_shown_copied_and_made_but_never_over_another(samskab, tmp_path: Path) -> None:
    (tmp_path / "samskab.yaml").write_text("schema: samskab/repository@1\nlanguage: en\n")
    packaged = (packaged_path("templates") / "en" / "thanks.md.j2").read_bytes()
    assert samskab("template", "show", "thanks").stdout == packaged
    own = tmp_path / "templates" / "en" / "thanks.md.j2"
    assert samskab("template", "copy", "thanks").returncode == 0
    assert own.read_bytes() == packaged
    own.write_text("mine")
    for second in ("copy", "new"):
        done = samskab("template", second, "thanks")
        assert (done.returncode, own.read_text()) == (1, "mine")
    assert samskab("template", "new", "welcome").returncode == 0
    assert (tmp_path / "templates" / "en" / "welcome.md.j2").is_file()
    assert samskab("template", "show", "thank").returncode == 2
    assert samskab("template", "new", "con").returncode == 2
    assert samskab("template", "check", str(tmp_path / "samskab.yaml")).returncode == 2
    (tmp_path / "letter.md.j2").write_text("# x\n")
    assert samskab("template", "check", str(tmp_path / "letter.md.j2")).returncode == 2
    own.unlink()
    assert samskab("template", "check").returncode == 0


@pytest.mark.parametrize("words", [("new", "../../etc/passwd"), ("new", "x/y"), ("copy", "../thanks"), ("show", "x/y")])
def test_a_name_with_a_folder_is_refused(samskab, tmp_path: Path, words: tuple[str, str]) -> None:
    (tmp_path / "samskab.yaml").write_text("schema: samskab/repository@1\nlanguage: en\n")
    done = samskab("template", *words)
    assert (done.returncode, words[1].encode() in done.stderr) == (2, True)
    assert not (tmp_path / "templates").exists()
