"""The files of a new data repository: settings, senders, one draft programme, and the configuration of its CI."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from samskab.language import Language
from samskab.version import VERSION
from samskab.yaml.new_files.programme import programme_files

_CONFIGURATION = {
    ".github/workflows/samskab.yml": "workflow.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    "CODEOWNERS": "CODEOWNERS",
    ".gitignore": "gitignore",
    "README.md": "README.md",
}
_SETTINGS = """\
# yaml-language-server: $schema=schemas/repository.json
schema: samskab/repository@1
title: {{da: {title}}}
language: {language}
organisation: sekretariatet
calendar_host: example.org
"""
_SENDERS = """\
# yaml-language-server: $schema=../schemas/senders.json
schema: samskab/senders@1
senders:
  - id: sekretariatet
    organisation: {{da: {title}}}
"""
_EMPTY = """\
# yaml-language-server: $schema=../schemas/{kind}.json
schema: samskab/{kind}@1
{kind}: []
"""


def repository_files(language: Language, today: date) -> dict[str, str]:
    """Path -> text of every file but the register and the schemas, which are copies of the packaged ones."""
    own = {path: _configuration(name) for path, name in _CONFIGURATION.items()}
    own["samskab.yaml"] = _SETTINGS.format(title=language.say("new.repository"), language=language.code)
    own["data/senders.yaml"] = _SENDERS.format(title=language.say("new.organisation"))
    own |= {f"data/{kind}.yaml": _EMPTY.format(kind=kind) for kind in ("venues", "waivers")}
    key = f"{language.say('new.example')}-{today.year}"
    return own | programme_files(key, "sekretariatet", language, today)


def _configuration(name: str) -> str:
    text = (files("samskab.yaml.new_files") / "repository_files" / name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", VERSION)
