"""The limited process in which templates run: JSON lines in, JSON lines out, no files, no network, small budgets.

    python -P -m samskab.documents.templating.worker

One child renders many documents; each has its own limits. Memory and processor time are limited where the system
can (`resource`, `setitimer`; not on Windows); on every system the parent ends a child that does not answer in time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from jinja2 import TemplateNotFound, TemplateSyntaxError

from samskab.documents.child_limits import answer_parent, limit_process
from samskab.documents.document import texts
from samskab.documents.templating import environment
from samskab.documents.templating.allowed_syntax import MAX_NESTING
from samskab.documents.templating.lint import check_template
from samskab.documents.templating.markdown_blocks import first_heading, read_blocks
from samskab.documents.templating.template_error import Fault, unknown

MAX_MEMORY = 400 * 1024 * 1024
PROCESSOR_SECONDS = 2.0
MAX_TEXTS = 50_000


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    limit_process(MAX_MEMORY)
    server = _Server()
    answer_parent({})  # ready
    for line in sys.stdin.buffer:
        answer_parent(server.answer(json.loads(line)))


class _Server:
    def __init__(self) -> None:
        self.boxes: dict[str, environment.Sandbox] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        name = request["name"]
        if "templates" in request:
            own, packaged = request["templates"]
            self.boxes[request["language"]] = environment.Sandbox(own, packaged, request["language"])
        sandbox = self.boxes[request["language"]]
        work: Callable[[], dict[str, Any]]
        if request["task"] == "check":
            work = lambda: {"faults": [f.packed() for f in check_template(sandbox, name, request["data"])]}  # noqa: E731
        else:
            work = lambda: _written(sandbox, name, request["data"])  # noqa: E731
        return _guarded(work, sandbox, name)


def _written(sandbox: environment.Sandbox, name: str, data: dict[str, Any]) -> dict[str, Any]:
    markdown = sandbox.write(f"{name}.md.j2", data)
    blocks, faults = read_blocks(markdown, sandbox.placeholders, sandbox.language)
    title = first_heading(blocks)
    if not title:
        faults.append(Fault("SK640"))
    path = _shown_path(sandbox, name)
    if sum(1 for _ in texts(blocks)) > MAX_TEXTS:
        raise Fault("SK651", most=environment.MAX_OUTPUT)
    return {"title": title, "blocks": blocks, "faults": [fault.at(path, 1).packed() for fault in faults]}


def _guarded(work: Callable[[], dict[str, Any]], sandbox: environment.Sandbox, name: str) -> dict[str, Any]:
    """Run it within the time allowed; every error becomes one located fault."""
    try:
        with processor_time():
            return work()
    except Exception as error:  # noqa: BLE001 - whatever a template does, the answer is a fault
        fault = _fault(error, sandbox)
        path, line = _place(error.__traceback__)
        return {"faults": [fault.at(path, line).at(_shown_path(sandbox, name), 1).packed()]}


def _fault(error: Exception, sandbox: environment.Sandbox) -> Fault:
    if isinstance(error, Fault):
        return error
    if isinstance(error, TemplateSyntaxError):
        return environment.syntax_fault(error)
    if isinstance(error, TemplateNotFound):
        missing = str(error.name or error)
        loader: Any = sandbox.loader
        near = unknown(missing, loader.names()).hint
        return Fault("SK620", name=missing[:80], hint=near)
    if isinstance(error, RecursionError):
        return Fault("SK653", most=MAX_NESTING)
    if isinstance(error, MemoryError):
        return Fault("SK657", most=MAX_MEMORY // 1024 // 1024)
    if isinstance(error, SyntaxError):
        return Fault("SK653", most=MAX_NESTING)
    return Fault("SK629", what=type(error).__name__)


def _place(trace: TracebackType | None) -> tuple[str, int]:
    """The last line of a template in a traceback; while Jinja still parses, the line it has reached."""
    path, line = "", 0
    while trace:
        frame = trace.tb_frame
        if template := frame.f_globals.get("__jinja_template__"):
            path, line = template.filename or "", template.get_corresponding_lineno(trace.tb_lineno)
        elif (parser := frame.f_locals.get("self")) is not None and type(parser).__name__ == "Parser":
            path, line = parser.filename or "", parser.stream.current.lineno
        trace = trace.tb_next
    return path, line


def _shown_path(sandbox: environment.Sandbox, name: str) -> str:
    """The path of a template to show in findings."""
    loader: Any = sandbox.loader
    found = loader.own.get(name) or loader.packaged.get(name)
    return found[0] if found else f"{name}.md.j2"


@contextmanager
def processor_time(seconds: float = PROCESSOR_SECONDS) -> Iterator[None]:
    """A fresh limit of processor time; when it is used up, a Fault is raised at the line that is running."""
    import signal

    if not hasattr(signal, "setitimer"):
        yield
        return

    def spent(*_: object) -> None:
        raise Fault("SK656", most=round(seconds))

    signal.signal(signal.SIGPROF, spent)
    signal.setitimer(signal.ITIMER_PROF, seconds, 0.5)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main()
