"""Files of a test in a folder, put there and read back."""

from __future__ import annotations

from pathlib import Path


def put(root: Path, path: str, text: str = "a: b\n") -> Path:
    """A file in a repository."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def tree_of(root: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
