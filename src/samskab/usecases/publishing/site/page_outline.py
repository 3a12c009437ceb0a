"""What a check needs of an HTML page: its language and title, headings, anchors and links, with their lines."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

_LINKS = {"a": "href", "link": "href", "img": "src", "script": "src", "use": "href"}


class PageLink(NamedTuple):
    """An address as it stands in a page, and its line."""

    href: str
    line: int


class PageHeading(NamedTuple):
    """The level of a heading, and its line."""

    level: int
    line: int


class PageOutline(HTMLParser):
    """A page that has been read; broken markup is read as a browser would."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language = self.title = ""
        self.headings: list[PageHeading] = []
        self.links: list[PageLink] = []
        self.anchors: set[str] = set()
        self._in_title = self._has_title = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element adds to the outline."""
        values, line = {name: value or "" for name, value in attrs}, self.getpos()[0]
        if "id" in values:
            self.anchors.add(values["id"])
        if tag == "html":
            self.language = values.get("lang", "")
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.headings.append(PageHeading(int(tag[1]), line))
        if values.get(_LINKS.get(tag, ""), ""):
            self.links.append(PageLink(values[_LINKS[tag]], line))
        self._in_title = tag == "title" and not self._has_title
        self._has_title |= self._in_title

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser's shape
        """A title ends at the next tag."""
        self._in_title = False

    def handle_data(self, data: str) -> None:
        """The text of the title."""
        if self._in_title:
            self.title += data.strip()
