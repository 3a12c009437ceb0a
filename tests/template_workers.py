"""Template workers shared by many tests: starting a process costs more than a rendering."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

from samskab.documents.child_process import Child
from samskab.documents.templating import client
from samskab.documents.templating.client import Engine
from samskab.documents.templating.front_matter import TemplateTexts
from samskab.language import Language
from samskab.usecases.letters import render


class SharedChild:
    """Replaces the `Child` of an engine: one process for all engines, until one does not answer in time."""

    process: Child | None = None
    loaded: dict[str, object] = {}  # noqa: RUF012  # language -> the templates that the process has

    def __init__(self, module: str) -> None:
        self.module = module
        self.templates: object = None

    def send(self, request: dict[str, Any]) -> None:
        """Send a request, with the engine's templates where the process has others."""
        self.templates = request.get("templates", self.templates)
        if SharedChild.process is None:
            SharedChild.process = Child(self.module)
        if self.loaded.get(request["language"]) == self.templates:
            request = {name: value for name, value in request.items() if name != "templates"}
        else:
            request = request | {"templates": self.templates}
        self.loaded[request["language"]] = self.templates
        SharedChild.process.send(request)

    def receive(self, seconds: float) -> dict[str, Any] | None:
        """The answer; without one the process is ended."""
        answer = SharedChild.process.receive(seconds) if SharedChild.process else None
        if answer is None:
            self.stop()
        return answer

    def end(self) -> None:
        """The engine is closed; the process goes on."""

    @classmethod
    def stop(cls) -> None:
        """End the process."""
        if cls.process:
            cls.process.end()
        cls.process = None
        cls.loaded.clear()


@contextmanager
def shared_child() -> Iterator[None]:
    """Every engine in the block uses one process."""
    with patch.object(client, "Child", SharedChild):
        yield
    SharedChild.stop()


@contextmanager
def shared_template_workers() -> Iterator[None]:
    """Letters with the packaged templates alone share one engine, which compiles each template once."""
    workers: dict[str, Engine] = {}

    def engine(own: TemplateTexts, packaged: TemplateTexts, language: Language) -> AbstractContextManager[Engine]:
        if own:
            return Engine(own, packaged, language)
        if language not in workers:
            workers[language] = ends.enter_context(Engine(own, packaged, language))
        return nullcontext(workers[language])

    with ExitStack() as ends, patch.object(render, "Engine", engine):
        yield
