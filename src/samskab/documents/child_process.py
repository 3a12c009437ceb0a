"""A child process for work that may not terminate: JSON lines in, JSON lines out, every wait has a timeout.

It starts with `-P`, so that no file in the user's folder is imported in place of a module of the program, and with a
proxy at a closed port, so that no library reaches the network (`child_limits` has the other limits).
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Self

from samskab.documents.child_limits import proxies_to_nowhere

START_SECONDS = 30.0
MAX_ANSWER = 20_000_000


class Child:
    """The process and its two pipes. A thread reads, so that a wait can be limited on every system."""

    def __init__(self, module: str) -> None:
        home = str(Path(__file__).parents[2])
        paths = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(  # noqa: S603 - the running interpreter and a module of this package
            [sys.executable, "-P", "-X", "utf8", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | proxies_to_nowhere() | {"PYTHONPATH": paths, "PYTHONHASHSEED": "0"},
        )
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if self.receive(START_SECONDS) is None:
            self.end()
            raise RuntimeError(f"{module} did not start")

    def _read(self) -> None:
        stream: Any = self._process.stdout
        while line := stream.readline(MAX_ANSWER):
            self._answers.put(line)
        self._answers.put(b"")

    def send(self, request: dict[str, Any]) -> None:
        stream: Any = self._process.stdin
        try:
            stream.write(json.dumps(request).encode() + b"\n")
            stream.flush()
        except OSError:
            pass  # the process has ended; `receive` gives None

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """The next answer, or None when the process has ended, the time is up or the answer is cut off."""
        try:
            answer: dict[str, Any] = json.loads(self._answers.get(timeout=seconds))
        except (queue.Empty, ValueError):
            return None
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()


class ChildOwner:
    """What starts a child when it is needed; to be used in a `with` statement, which ends the child."""

    _child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the child."""
        if self._child:
            self._child.end()
            self._child = None
