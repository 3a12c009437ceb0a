"""Paths of the files that come with the program: templates, schemas, the municipal register, sentences.

In a wheel they are in the package, the repository's own folders below `packaged_data` (`force-include` in
`pyproject.toml`). In a checkout they are the folders of the repository.
"""

from __future__ import annotations

from pathlib import Path


def packaged_path(name: str) -> Path:
    """The packaged file or folder of a name such as `templates`, `schemas`, `data/municipalities`, `phrases/da`."""
    package = Path(__file__).parent
    places = (package / name, package / "packaged_data" / name)
    return next((place for place in places if place.exists()), package.parents[1] / name)
