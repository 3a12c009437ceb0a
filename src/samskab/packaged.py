"""What comes with the program: paths of templates, schemas, register and sentences; and where it was installed from.

In a wheel they are in the package, the repository's own folders below `packaged_data` (`force-include` in
`pyproject.toml`). In a checkout they are the folders of the repository.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


def packaged_path(name: str) -> Path:
    """The packaged file or folder of a name such as `templates`, `schemas`, `data/municipalities`, `phrases/da`."""
    package = Path(__file__).parent
    places = (package / name, package / "packaged_data" / name)
    return next((place for place in places if place.exists()), package.parents[1] / name)


class Source(NamedTuple):
    """A repository on GitHub (`owner/name`) and a commit of it in 40 hexadecimal digits."""

    repository: str
    commit: str


def installed_from(record: str | None = None) -> Source | None:
    """Where the program was installed from, by the record that pip keeps (`direct_url.json`, PEP 610).

    None for an installation from a folder, an index or a host that CI cannot take an action from.
    """
    import json
    import re
    from importlib.metadata import PackageNotFoundError, distribution

    if record is None:
        try:
            record = distribution("samskab").read_text("direct_url.json")
        except PackageNotFoundError:
            return None
    found = json.loads(record or "{}")
    place = re.fullmatch(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?", found.get("url", ""))
    commit = str(found.get("vcs_info", {}).get("commit_id", ""))
    return Source(place[1], commit) if place and re.fullmatch(r"[0-9a-f]{40}", commit) else None
