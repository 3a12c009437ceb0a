"""What comes with the program: templates, schemas, the register of municipalities, the sentences.

In an installed wheel they lie inside the package (`pyproject.toml`, force-include); in a checkout they are the
repository's own folders, so that each stands in git once.
"""

from __future__ import annotations

from pathlib import Path


def standard(name: str) -> Path:
    """The folder or file that comes with the program: `templates`, `schemas`, `data/municipalities`, `phrases/da`."""
    package = Path(__file__).parent
    return next(
        (place for place in (package / name, package / "standard" / name) if place.exists()), package.parents[1] / name
    )
