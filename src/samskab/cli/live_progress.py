"""The live progress of a long command: one line on stderr with the current step, removed at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from threading import Event, Thread
from typing import NamedTuple

from samskab.cli import terminal
from samskab.progress import WorkStep

_AFTER = 0.5  # seconds of work before anything is shown
_EVERY = 0.1
_BAR = 20


class _Reached(NamedTuple):
    step: WorkStep
    done: int
    total: int


class LiveProgress:
    """A `Progress` drawn by a separate thread, so that it is updated while the solver runs.

    sentence   the text of a step, from its name, how much is done and how much there is
    """

    def __init__(self, sentence: Callable[[WorkStep, int, int], str], env: Mapping[str, str]) -> None:
        self._sentence, self._env = sentence, env
        self._reached = _Reached("load", 0, 0)
        self._ended = Event()
        self._thread: Thread | None = None

    def __call__(self, step: WorkStep, done: int, total: int) -> None:
        self._reached = _Reached(step, done, total)
        if self._thread is None:
            self._ended.clear()
            self._thread = Thread(target=self._live, daemon=True)
            terminal.clear_progress = self.clear
            self._thread.start()

    def clear(self) -> None:
        """Remove the line from the screen. The next step draws it again."""
        terminal.clear_progress = terminal.no_progress
        if self._thread is not None:
            self._ended.set()
            self._thread.join()
            self._thread = None

    def _live(self) -> None:
        if self._ended.wait(_AFTER):
            return
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        console = Console(file=sys.stderr, no_color=bool(self._env.get("NO_COLOR")), highlight=False, emoji=False)
        spinner = SpinnerColumn("dots" if console.encoding.startswith("utf") else "line")
        columns = (spinner, BarColumn(_BAR), TextColumn("{task.description}", markup=False))
        with Progress(
            *columns,
            console=console,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        ) as bar:
            bar.add_task("", total=None)
            (task,) = bar.tasks
            while not self._ended.is_set():
                now = self._reached
                task.description, task.completed, task.total = self._sentence(*now), now.done, now.total or None
                bar.refresh()
                self._ended.wait(_EVERY)


def is_watched(env: Mapping[str, str]) -> bool:
    """Whether stderr is a terminal that somebody looks at and that can move its cursor."""
    return (
        sys.stderr is not None and sys.stderr.isatty() and env.get("TERM") != "dumb" and not env.get("CI", "").strip()
    )
