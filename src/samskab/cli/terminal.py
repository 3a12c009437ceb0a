"""The two output streams: data on stdout, messages on stderr, in encodings that may lack characters.

Where a terminal's encoding lacks a character (`LANG=C`, cp1252 without a tick mark), the nearest ASCII is written.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Literal

from samskab.spelling import ASCII_LETTERS
from samskab.version import VERSION

Colour = Literal["auto", "always", "never"]

_PLAIN = {
    **dict.fromkeys("“”„»«", '"'),
    **dict.fromkeys("’‘", "'"),
    **dict.fromkeys("–—‑─", "-"),
    **dict.fromkeys("│├", "|"),
    **dict.fromkeys("•·", "*"),
    **dict.fromkeys("\u00a0\u202f", " "),
}
_ANSI_CODES = 4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING of the Windows console
_NEAREST = str.maketrans(
    _PLAIN
    | ASCII_LETTERS
    | {
        "→": "->",
        "←": "<-",
        "✓": "ok",
        "✗": "x",
        "▲": "^",
        "■": "=",
        "§": "par.",
        "…": "...",
        "└": "`",
        "█": "#",
        "░": ".",
        "≥": ">=",
        "≤": "<=",
        "×": "x",
    }
)


def no_progress() -> None:
    """Nothing is in the way of what is written."""


clear_progress = no_progress
"""What takes the live progress off the screen; called before anything is written."""


class OutputLostError(Exception):
    """The output could not be written: stdout is closed or full."""


_recorder: list[tuple[str, str]] | None = None


@contextmanager
def recorded() -> Iterator[list[tuple[str, str]]]:
    """What is written meanwhile: the name of the function below that writes it (`put`), and the text."""
    global _recorder  # noqa: PLW0603  # the streams are global too
    outer, _recorder = _recorder, []
    try:
        yield _recorder
    finally:
        _recorder = outer


def prepare_streams() -> None:
    """Let both streams take any text: what their encoding lacks is written as the nearest ASCII."""
    codecs.register_error("samskab", _nearest)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="samskab")


def put(text: str) -> None:
    """Words for people to stdout."""
    _record("put", text)
    _write(sys.stdout, text)


def encoding(stream: IO[str] | None = None) -> str:
    """The encoding of a stream, stdout by default."""
    return getattr(stream or sys.stdout, "encoding", None) or "utf-8"


def put_version() -> None:
    """The name and version of the program to stdout."""
    put(f"samskab {VERSION}\n")


def put_data(text: str) -> None:
    """Data for machines to stdout: UTF-8 and the line ends as they are, whatever the terminal is."""
    _record("put_data", text)
    clear_progress()
    out = sys.stdout
    buffer = getattr(out, "buffer", None)
    if out is None or buffer is None:
        _write(out, text)
        return
    with _delivering():
        out.flush()
        buffer.write(text.encode("utf-8", errors="backslashreplace"))


def put_message(text: str) -> None:
    """Writes a message beside the data, to stderr; a closed stderr is ignored."""
    _record("put_message", text)
    clear_progress()
    if sys.stderr is not None:
        try:
            sys.stderr.write(text if text.endswith("\n") else text + "\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            return


def _record(writer: str, text: str) -> None:
    if _recorder is not None:
        _recorder.append((writer, text))


def flush() -> None:
    """Make sure that what was put has arrived; OutputLostError or BrokenPipeError when it has not."""
    if sys.stdout is not None:
        with _delivering():
            sys.stdout.flush()


def silence() -> None:
    """Point stdout at the null device, so that Python's flush at exit does not report a broken pipe."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
    except OSError:
        return


def wants_colour(choice: Colour, env: Mapping[str, str], stream: IO[str] | None = None) -> bool:
    """Whether a stream (stdout) gets colour: `--color`, NO_COLOR, FORCE_COLOR, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR"):
        return env["FORCE_COLOR"] != "0"
    return is_screen(stream) and env.get("TERM") != "dumb" and reads_colour_codes(stream or sys.stdout)


def is_screen(stream: IO[str] | None = None) -> bool:
    """Whether a stream, stdout by default, is a terminal that people look at."""
    stream = stream or sys.stdout
    return stream is not None and stream.isatty()


def reads_colour_codes(stream: IO[str], system: str = os.name) -> bool:
    """Whether a terminal reads ANSI codes. A classic Windows console (cmd.exe) does once it is asked to."""
    if system != "nt":
        return True
    try:
        import ctypes
        import msvcrt

        kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]  # Windows only
        console = msvcrt.get_osfhandle(stream.fileno())  # type: ignore[attr-defined,unused-ignore]  # Windows only
        mode = ctypes.c_ulong()
        known = kernel.GetConsoleMode(console, ctypes.byref(mode))
        return bool(known and kernel.SetConsoleMode(console, mode.value | _ANSI_CODES))
    except (ImportError, AttributeError, OSError, ValueError):
        return False


def width(env: Mapping[str, str]) -> int:
    """Columns to write in: COLUMNS, else the terminal's, else 80; never less than 20."""
    given = env.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given[:6]) > 0:
        return max(20, int(given[:6]))
    try:
        return max(20, os.get_terminal_size().columns)
    except (OSError, ValueError):
        return 80


def _write(stream: IO[str] | None, text: str) -> None:
    clear_progress()
    if stream is None:
        raise OutputLostError
    with _delivering():
        stream.write(text)


@contextmanager
def _delivering() -> Iterator[None]:
    """Raise OutputLostError where a stream cannot be written to; BrokenPipeError is raised as it is."""
    try:
        yield
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as lost:
        raise OutputLostError from lost


def _nearest(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    missing = fault.object[fault.start : fault.end]
    plain = missing.translate(_NEAREST).encode("ascii", errors="backslashreplace").decode("ascii")
    return plain, fault.end
