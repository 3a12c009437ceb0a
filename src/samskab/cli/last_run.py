"""The last run of a command that only reads a repository: written again when nothing that it depends on has changed.

It is kept in `.git/samskab`, so it is neither shared nor committed; without a folder `.git` nothing is kept. What
cannot be read counts as not there. See `docs/decisions/0023`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import samskab
from samskab.cli import terminal
from samskab.cli.session import Session
from samskab.packaged import packaged_path
from samskab.storage.files import Folder, read_file
from samskab.version import VERSION

_READ = ("data", "private", "templates", "layouts")
"""The folders whose files a run reads."""
_ENDINGS = (".yaml", ".yml", ".gitignore")
"""Files outside templates and layouts that a run reads; of the others only the names count."""
_MOST = 10_000_000
"""No run reads more bytes of a file."""
_LONGEST = 4_000_000
_WRITERS = {"put": terminal.put, "put_data": terminal.put_data, "put_message": terminal.put_message}


class WrittenRun(NamedTuple):
    """What a run wrote, each text with the function of `terminal` that wrote it, and its exit code."""

    parts: tuple[tuple[str, str], ...]
    code: int

    def digest(self) -> str:
        """The digest of all of it, so that what is changed where it is kept is not written."""
        return _digest((json.dumps(self).encode(),))


def run_or_repeat(session: Session, command: str, options: tuple[object, ...], run: Callable[[], int]) -> int:
    """The exit code of a run, whose output is written. `options` are those of the command line that it depends on."""
    screen = session.width, session.colours, session.output_is_drawn, terminal.encoding()
    messages = session.messages_are_drawn, terminal.encoding(sys.stderr)
    shared = session.code, session.today, session.run_options, session.quiet, session.verbose, *screen, *messages
    last = LastRun(session.repository(), command, (*options, *shared))
    if (known := last.output()) is not None:
        for writer, text in known.parts:
            _WRITERS[writer](text)
        return known.code
    with terminal.recorded() as parts:
        code = run()
    if session.is_repeatable:
        last.keep(WrittenRun(tuple(parts), code))
    return code


class LastRun:
    """The last run of a command. `options` are all that the output depends on beside the files and the program."""

    def __init__(self, root: Path, command: str, options: tuple[object, ...]) -> None:
        self._root = root
        self._place = _folder(root) / f"{command}.json"
        self._is_kept = (root / ".git").is_dir() and not _folder(root).is_symlink()
        self._options = repr(options).encode()
        self._digest = self._now() if self._is_kept else ""

    def output(self) -> WrittenRun | None:
        """Its output, when this run would write the same."""
        if not self._is_kept:
            return None
        with suppress(OSError, ValueError, RecursionError, TypeError, KeyError):
            kept = json.loads(self._place.read_bytes())
            output = WrittenRun(tuple((str(writer), str(text)) for writer, text in kept["parts"]), int(kept["code"]))
            if kept["digest"] == self._digest and kept["output"] == output.digest():
                return output
        return None

    def keep(self, output: WrittenRun) -> None:
        """Keep the output of this run, unless a file has changed since it began."""
        length = sum(len(text) for _, text in output.parts)
        if self._is_kept and length < _LONGEST and self._digest == self._now():
            kept = {"digest": self._digest, "output": output.digest(), **output._asdict()}
            written = self._place.with_suffix(".new")
            with suppress(OSError):
                self._place.parent.mkdir(exist_ok=True)
                written.unlink(missing_ok=True)
                with written.open("x", encoding="utf-8") as file:  # never through a link
                    file.write(json.dumps(kept))
                written.replace(self._place)
            with suppress(OSError):
                written.unlink(missing_ok=True)  # where the disk was full

    def _now(self) -> str:
        """The digest of all that the output depends on."""
        return _digest(chain(_program(), (self._options,), _contents(self._root)))


def forget_runs(root: Path) -> None:
    """Delete what is kept, because it may show what has been deleted from the files."""
    import shutil

    shutil.rmtree(_folder(root), ignore_errors=True)


def _folder(root: Path) -> Path:
    return root / ".git" / "samskab"


def _digest(parts: Iterable[bytes]) -> str:
    from hashlib import sha256

    found = sha256()
    for part in parts:
        found.update(b"%d:%b" % (len(part), part))
    return found.hexdigest()


def _contents(root: Path) -> Iterator[bytes]:
    """The path, the kind and the bytes of every file that a run reads; of those beside them the path and the kind."""
    folder = Folder(root)
    for path, kind in sorted((*folder.entries(_READ), *((name, "file") for name in folder.top()))):
        is_read = path.endswith(_ENDINGS) or path.startswith(("templates/", "layouts/"))
        yield os.fsencode(f"{path}\0{kind}\0") + (_content(root, path) if kind == "file" and is_read else b"")


def _content(root: Path, path: str) -> bytes:
    """The bytes, or the code of why there are none, as of a link in place of a file."""
    content = read_file(f"{root}/{path}", path, _MOST)
    return b"+" + content if isinstance(content, bytes) else content.code.encode()


def stamps(root: Path, folder: str) -> Iterator[bytes]:
    """The path, size and times of the files in the folders of a folder, also where these are links."""
    for place in sorted(map(str, (root / folder).glob("*/*"))):
        yield os.fsencode(place) + _stamp(place)


def _program() -> Iterator[bytes]:
    """The program: its version, Python's, the files of the package, and when a package was last installed."""
    folders = Path(samskab.__file__).parent, packaged_path("templates")
    found = (f"{place}/{name}" for folder in folders for place, _, names in os.walk(folder) for name in names)
    files = sorted(file for file in found if not file.endswith(".pyc"))
    yield f"{VERSION} {sys.version}".encode()
    for place in (*files, str(Path(sys.modules["typer"].__file__ or "").parents[1])):
        yield os.fsencode(place) + _stamp(place)


def _stamp(place: str) -> bytes:
    try:
        found = os.stat(place)  # noqa: PTH116  # Path is slow for a thousand files
    except OSError:
        return b""
    return f" {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}".encode()
