"""The files of a new data repository: settings, senders, one draft programme, and the configuration of its CI."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

from samskab.language import Language
from samskab.packaged import ProgramSource
from samskab.version import VERSION
from samskab.yaml.new_files.programme import programme_files

_WORKFLOWS = {
    ".github/workflows/samskab.yml": "workflow.yml",
    ".github/workflows/samskab-comment.yml": "comment-workflow.yml",
}
_STEP = re.compile(r"^@STEP (\w+)@\n", re.MULTILINE)
"""The place of a step that is an action of samskab's own repository."""
_CONFIGURATION = {
    **_WORKFLOWS,
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
# secretariat: [organisation/sekretariatet]
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


_FROM_SOURCE = """\
      # Henter samskab fra netop det commit, den er lavet på, med kontrolsummer på alt, den bruger.
      - uses: {repository}/.github/actions/{action}@{commit} # {version}
"""
_UNKNOWN = """\
      # Denne samskab er ikke hentet fra et kendt commit. Sæt linjen nedenfor ind i stedet for trinnet under den, med
      # ejeren og det commit (40 cifre), som I selv har set efter. Indtil da siger kontrollen stop.
      # - uses: EJER/samskab/.github/actions/{action}@COMMIT
      - name: Sig, hvor samskab skal hentes fra
        run: |
          echo "::error file={path}::Udfyld, hvor samskab skal hentes fra"
          exit 1
"""


_GUIDE = "Vejledningen viser et helt år, skridt for skridt: {place}."
_GUIDE_PLACE = "docs/vejledning"


def repository_files(language: Language, today: date, source: ProgramSource | None) -> dict[str, str]:
    """Path -> text of every file but the register and the schemas, which are copies of the packaged ones.

    source   where CI gets the program from; None: not known, and CI fails until somebody fills it in
    """
    own = {path: _configuration(name) for path, name in _CONFIGURATION.items()}
    own |= {path: _with_steps(own[path], path, source) for path in _WORKFLOWS}
    own["README.md"] = own["README.md"].replace("@GUIDE@", _GUIDE.format(place=_guide(source)))
    own["samskab.yaml"] = _SETTINGS.format(title=language.say("new.repository"), language=language.code)
    own["data/senders.yaml"] = _SENDERS.format(title=language.say("new.organisation"))
    own |= {f"data/{kind}.yaml": _EMPTY.format(kind=kind) for kind in ("venues", "waivers")}
    key = f"{language.say('new.example')}-{today.year}"
    return own | programme_files(key, "sekretariatet", language, today)


def _with_steps(text: str, path: str, source: ProgramSource | None) -> str:
    """A workflow with its steps from samskab's own repository, or with steps that fail until they are filled in."""

    def step(found: re.Match[str]) -> str:
        if source is None:
            return _UNKNOWN.format(action=found[1], path=path)
        return _FROM_SOURCE.format(**source._asdict(), action=found[1], version=f"v{VERSION}")

    return _STEP.sub(step, text)


def _guide(source: ProgramSource | None) -> str:
    """Where the guide is: its page on GitHub, or its folder where it is not known which repository that is in."""
    if source is None:
        return f"`{_GUIDE_PLACE}` i samskabs eget repositorium"
    return f"<https://github.com/{source.repository}/tree/{source.commit}/{_GUIDE_PLACE}>"


def _configuration(name: str) -> str:
    return (files("samskab.yaml.new_files") / "repository_files" / name).read_text(encoding="utf-8")
