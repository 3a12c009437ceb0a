"""Template workers shared by all tests: starting a process costs more than a rendering."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from unittest.mock import patch

from samskab.documents.templating.client import Engine
from samskab.documents.templating.front_matter import TemplateTexts
from samskab.language import Language
from samskab.usecases.letters import render


@contextmanager
def shared_template_workers() -> Iterator[None]:
    """Renderings with the packaged templates alone share one worker; others have one for their templates."""
    workers: dict[str, Engine] = {}

    def engine(own: TemplateTexts, packaged: TemplateTexts, language: Language) -> AbstractContextManager[Engine]:
        if own:
            return Engine(own, packaged, language)
        if language not in workers:
            workers[language] = ends.enter_context(Engine(own, packaged, language))
        return nullcontext(workers[language])

    with ExitStack() as ends, patch.object(render, "Engine", engine):
        yield
