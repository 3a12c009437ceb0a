"""The language of a run, found before the command line is parsed, so that a misspelt command is answered in it too.

`--lang` goes before `SAMSKAB_LANG`, then the repository's own `language:`, then the machine's, then Danish.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from samskab.language import LANGUAGES, LanguageCode, language_code
from samskab.storage.files import find_root


def chosen_language(argv: Sequence[str], env: Mapping[str, str], place: Path) -> LanguageCode:
    """The language of this run. A wrong `--lang` is refused later, in the language that would hold without it."""
    wanted = [*_given(argv), env.get("SAMSKAB_LANG", ""), _of_repository(place), _of_machine(env)]
    return language_code(next((word for word in wanted if word in LANGUAGES), ""))


def given_place(argv: Sequence[str]) -> str | None:
    """The folder named by `-C`, found without knowing the command."""
    for here, following in zip(argv, [*argv, ""][1:], strict=True):
        if here == "--":
            break
        if here in {"-C", "--repo"}:
            return following
        if here.startswith("--repo="):
            return here.removeprefix("--repo=")
        if here.startswith("-C"):
            return here.removeprefix("-C")
    return None


def _given(argv: Sequence[str]) -> list[str]:
    pairs = zip(argv, [*argv, ""][1:], strict=True)
    return [after if here == "--lang" else here.removeprefix("--lang=") for here, after in pairs if "--lang" in here]


def _of_repository(place: Path) -> str:
    try:
        root = find_root(place.absolute())
        if root is None:
            return ""
        head = (root / "samskab.yaml").read_bytes()[:65536].decode("utf-8", errors="replace")
    except OSError:
        return ""
    found = re.search(r"""^language:[ \t]*["']?(da|en)["']?[ \t]*(?:#.*)?$""", head, re.MULTILINE)
    return found[1] if found else ""


def _of_machine(env: Mapping[str, str]) -> str:
    return next((env[name][:2] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
