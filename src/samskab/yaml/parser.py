"""The YAML parser as a source of events: libyaml, or PyYAML's own parser where libyaml is missing (slower)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import yaml
from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

__all__ = [
    "AliasEvent",
    "DocumentStartEvent",
    "EventSource",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
    "event_source",
    "pure_event_source",
]

EventSource: TypeAlias = Callable[[], Any]
"""Returns the next event at every call."""


def event_source(text: str) -> EventSource:
    """The events of a text."""
    if yaml.__with_libyaml__:
        from yaml._yaml import CParser  # a C extension

        source: EventSource = CParser(text.encode("utf-8", "replace")).get_event
        return source
    return pure_event_source(text)


def pure_event_source(text: str) -> EventSource:
    """The events of a text, by PyYAML's own parser."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureParser(Reader, Scanner, Parser):  # composed as in `yaml.loader`
        def __init__(self) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    source: EventSource = PureParser().get_event
    return source
