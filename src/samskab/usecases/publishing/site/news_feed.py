"""The Atom feed (RFC 4287) of what has been announced: decisions, who left or stepped in, releases of schedules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple
from uuid import NAMESPACE_DNS, uuid5
from xml.sax.saxutils import escape, quoteattr

from samskab.language import Language, phrase_key
from samskab.model.decision import Decision
from samskab.model.schedule import Release
from samskab.spelling import sort_key
from samskab.usecases.publishing.site.public_programme import PublicProgramme, SiteView

FEED = "feed.xml"


class NewsItem(NamedTuple):
    """An entry: its day, a key that never changes, a title, the address of its page from the feed, and its text."""

    day: date
    key: str
    title: str
    href: str
    text: str


def news_items(site: SiteView, programmes: Iterable[PublicProgramme]) -> tuple[NewsItem, ...]:
    """What has been announced, the newest first. What a preview shows beside is not among it."""
    found = (item for each in programmes for item in _items(site, each))
    return tuple(sorted(found, key=lambda item: (item.day, item.key), reverse=True))


def atom_feed(items: tuple[NewsItem, ...], title: str, host: str, language: Language) -> bytes:
    """The feed, UTF-8; the addresses are relative to its own. At least one item is needed: the newest dates it."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(language.code)}>',
        f"<title>{escape(title)}</title>",
        f"<id>{_id(host, '')}</id>",
        f"<updated>{_moment(items[0].day)}</updated>",
        f"<author><name>{escape(title)}</name></author>",
        '<link rel="alternate" type="text/html" href="index.html"/>',
        *(_entry(item, host) for item in items),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _items(site: SiteView, shown: PublicProgramme) -> Iterator[NewsItem]:
    say, decision = site.language.say, shown.decision
    record = decision.record if decision and decision.record.status == "released" else None
    if record and record.decided:
        title = say(phrase_key("site.news", "decision"), programme=shown.title)
        names = ", ".join(record.name_of(key) for key in record.cohort)
        href = f"{shown.id}/{decision_page(record.id)}"
        yield NewsItem(record.decided.on, f"{shown.id}/decision/{record.id}", title, href, names)
        yield from _events(site, shown, record)
    for release in (each for each in site.data.releases(shown.id) if each.released <= site.today):
        title = say(phrase_key("site.news", "release"), programme=shown.title, number=release.number)
        key = f"{shown.id}/release/{release.number}"
        yield NewsItem(release.released, key, title, f"{shown.id}/index.html", _changes(release, site.language))


def _events(site: SiteView, shown: PublicProgramme, record: Decision) -> Iterator[NewsItem]:
    """Who of the cohort has left, and who has stepped in, since the decision, until the day of the site; never why."""
    took_part = record.ever_selected()
    for number, event in enumerate(record.events):
        if event.kind == "corrected" or event.on > site.today or event.applicant not in took_part:
            continue
        names = {"name": record.name_of(event.applicant), "replaces": record.name_of(event.replaces or "")}
        title = site.language.say(phrase_key("site.news", event.kind), programme=shown.title, **names)
        key = f"{shown.id}/decision/{record.id}/event/{number:03}"
        yield NewsItem(event.on, key, title, f"{shown.id}/index.html", _taking_part(site.language, record, event.on))


def _taking_part(language: Language, record: Decision, on: date) -> str:
    names = sorted(map(record.name_of, record.state(on).selected), key=sort_key)
    return language.say("site.taking_part", names=tuple(names))


def decision_page(record: str) -> str:
    """The file name of the page of a decision."""
    return f"afgoerelse-{record}.html"


def _changes(release: Release, language: Language) -> str:
    """What has changed since the release before; of the first, each meeting with its days."""
    if release.changes:
        return " ".join(language.choose_line(change.text) for change in release.changes if not change.applications)
    days = ((meeting.summary, language.days(meeting.days)) for meeting in release.meetings)
    return "; ".join(": ".join(filter(None, one)) for one in days)


def _entry(item: NewsItem, host: str) -> str:
    return "\n".join(
        (
            "<entry>",
            f"<title>{escape(item.title)}</title>",
            f"<id>{_id(host, item.key)}</id>",
            f"<updated>{_moment(item.day)}</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(item.href)}/>',
            f"<summary>{escape(item.text)}</summary>",
            "</entry>",
        )
    )


def _id(host: str, key: str) -> str:
    """An identifier that stays the same wherever the site is put."""
    return f"urn:uuid:{uuid5(NAMESPACE_DNS, f'{host}/{key}')}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
