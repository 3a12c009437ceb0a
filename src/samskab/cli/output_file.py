"""Results that go into a file a person named: whole or not at all, and never through a link."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from samskab.refusal import Refusal
from samskab.storage.files import find_root

_RESULTS = frozenset((".csv", ".html", ".json", ".md", ".png", ".sarif", ".svg", ".txt", ".xlsx", ".xml"))
_OF_DATA = frozenset((".git", "data", "layouts", "private", "templates"))


def deliver(place: Path, content: str | bytes) -> None:
    """Write a result to a file, replacing an older one; its folder is made when it is missing.

    A file that is no result by its ending, such as settings or a record, is never replaced.
    """
    from samskab.storage.atomic_write import write_all
    from samskab.storage.lock import BusyError

    folder = place.absolute().parent
    if os.path.lexists(place) and (place.is_symlink() or not place.is_file()):
        raise Refusal("usage.not_a_file", path=str(place))
    if os.path.lexists(place) and place.suffix.lower() not in _RESULTS:
        raise Refusal("usage.not_a_result", path=str(place))
    refuse_data_folder(folder)
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="backslashreplace")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(folder, {place.name: data}, results=True)
    except ValueError:
        raise Refusal("usage.file_name", path=str(place)) from None
    except (OSError, BusyError) as fault:
        raise unwritten(place, fault) from None


def write_results(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write results by name into a folder, which is made when it is missing; all or none."""
    from samskab.storage.atomic_write import write_all
    from samskab.storage.lock import BusyError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all(folder, files, results=True)
    except (OSError, ValueError, BusyError) as fault:
        raise unwritten(folder, fault) from None


def chosen_formats(given: str, known: tuple[str, ...], command: str) -> tuple[str, ...]:
    """The formats in a list such as `pdf, .docx`, each once; a Refusal for one that is not known."""
    wanted = tuple(dict.fromkeys(each.strip().lower().lstrip(".") for each in given.split(",") if each.strip()))
    unknown = [each for each in wanted if each not in known]
    if unknown or not wanted:
        raise Refusal("usage.format", given=unknown[0] if unknown else "", choices=known, command=command)
    return wanted


def results_folder(root: Path, place: Path, out: Path | None, default: Path) -> Path:
    """The absolute folder of many results: `out` from `place`, or the default.

    Raises a Refusal for one among the data of a repository, for the repository `root` itself, and for a file.
    """
    folder = (place / out if out else default).absolute()
    refuse_data_folder(folder)
    if folder.exists() and folder.samefile(root):
        raise Refusal("usage.among_data", path=str(out or folder))
    if os.path.lexists(folder) and not folder.is_dir():  # a file, or a link that leads nowhere
        raise Refusal("usage.not_a_folder", path=str(out or folder))
    return folder


def refuse_data_folder(folder: Path) -> None:
    """Raise a Refusal for a folder of results that lies among the files of a data repository."""
    place = Path(os.path.realpath(folder))
    root = find_root(place)
    if root and _OF_DATA.intersection(place.relative_to(root).parts[:1]):
        raise Refusal("usage.among_data", path=str(folder))


def unwritten(place: Path | str, fault: Exception) -> Refusal:
    """Why a file could not be written (an OSError or BusyError); nothing has changed."""
    return Refusal("fault.write", exit_code=1, path=str(place), fault=fault)


def shown_path(place: Path, target: Path) -> str:
    """An absolute path as it is shown: from the folder of the run, where it lies below."""
    here = place.absolute()
    return str(target.relative_to(here)) if target.is_relative_to(here) else str(target)
