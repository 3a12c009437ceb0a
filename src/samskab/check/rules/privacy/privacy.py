"""SK7: personal data: no CPR number, no private contact data, no names; people are keys into a private store."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from samskab.check.rule import Mistake, rule
from samskab.check.support.contact_data import private_contacts
from samskab.check.support.cpr import cpr_numbers
from samskab.finding import Severity, Span
from samskab.model.application import Application
from samskab.model.dataset import Dataset

# The commonest first names in Denmark: enough to find a name in a title, not a register.
_NAMES = """
    anders anette anna anne annette bente bettina birgit birgitte birthe bo brian camilla carsten charlotte christian
    christina claus connie dorte dorthe ellen emma erik eva finn frank freja fatima gitte hanne hans heidi helle henning
    henrik ida inge inger ingrid ivan jacob jakob jan jane janne jens jeppe jesper jette johanne john jonas julie jytte
    jørgen jørn karen karin karina kasper katrine keld kenneth kim kirsten kirstine kristian kurt lars laura leif lene
    lis lisbeth lise lone lotte louise mads maja malene marianne maria marie martin merete mette michael mie mikkel
    mogens mohammad morten niels nikolaj nina ole oliver otto palle pernille per peter pia poul rasmus rikke rita
    sanne sara simon sofie stine susanne svend søren thomas tina tom tommy torben trine ulla ulrik vibeke viggo
"""
_FIRST_NAMES = frozenset(_NAMES.split())
_ENOUGH = 100
"""So many CPR numbers in one file are a list of people, and the rest of them are not reported one by one."""
_DIGITS_OF_A_PHONE = 8
_CAPITALISED = re.compile(r"\b([A-ZÆØÅ][a-zæøåé]+)(?= [A-ZÆØÅ])")


@rule("SK701", Severity.ERROR, each="text", waivable=False)
def cpr_number(path: str, text: str, today: date) -> Iterator[Mistake]:
    """No file holds a CPR number, comments included. (No example: the number would be printed.)"""
    for line, column, length in islice(cpr_numbers(text, today), _ENOUGH):
        yield Mistake(Span(path, line, column, line, column + length), {})
    for _, column, length in cpr_numbers(path, today):
        masked = path[: column - 1] + "*" * length + path[column - 1 + length :]
        yield Mistake(Span(masked), {})


@rule("SK702", Severity.WARNING, each="application", waivable=False)
def private_mail_address(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """No free text holds a mail address at a private provider.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Skriv til nabo.i.nakskov@gmail.com, hvis I vil vide mere.   # SK702
          lokalomraade: Nakskov Vest har mange stærke foreninger.

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Skriv til kommunen, hvis I vil vide mere.
          lokalomraade: Nakskov Vest har mange stærke foreninger.
    """
    if b"@" in application.prose:
        yield from _contacts(application, "mail")


@rule("SK703", Severity.WARNING, each="application", waivable=False)
def phone_number(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """No free text holds a phone number.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Ring til formanden på tlf. 20 12 34 56.   # SK703
          lokalomraade: Nakskov Vest har mange stærke foreninger.

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        answers:
          maal: Ring til kommunen.
          lokalomraade: Nakskov Vest har mange stærke foreninger.
    """
    if len(application.prose) - len(application.prose.translate(None, b"0123456789")) >= _DIGITS_OF_A_PHONE:
        yield from _contacts(application, "phone")


@rule("SK704", Severity.WARNING, each="application", waivable=False)
def person_key_is_a_name(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """A person key is not made of a first name.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact: p-mette   # SK704

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact: p-7f3a
    """
    used = [("contact", application.contact)]
    used += [(f"participants[{place}].person", person.person) for place, person in enumerate(application.participants)]
    for field, key in used:
        if key is not None and _looks_like_a_name(key.removeprefix("p-")):
            yield Mistake.at(application, field, hint="p-7f3a")


@rule("SK705", Severity.WARNING, each="application", waivable=False)
def name_in_a_title(_data: Dataset, application: Application) -> Iterator[Mistake]:
    """The title of a participant holds no name.

    Fails:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact_title: Sundhedschef Mette Eksempel   # SK705

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact_title: Sundhedschef
    """
    used = [("contact_title", application.contact_title)]
    for place, person in enumerate(application.participants):
        used += [(f"participants[{place}].title", person.title), (f"participants[{place}].unit", person.unit)]
    for field, title in used:
        if title and any(word.casefold() in _FIRST_NAMES for word in _CAPITALISED.findall(title)):
            yield Mistake.at(application, field)


@rule("SK706", Severity.ERROR, each="text", waivable=False)
def private_folder_not_ignored(path: str, text: str) -> Iterator[Mistake]:
    """`.gitignore` keeps the private folder out of git.

    Fails:

        # .gitignore   # SK706
        .venv/

    Passes:

        # .gitignore
        .venv/
        private/
    """
    if path == ".gitignore":
        lines = {line.strip().strip("/") for line in text.splitlines()}
        if not lines & {"private", "private/*", "private/**", "private/people.yaml"}:
            yield Mistake(Span(path), {}, hint="private/")


@rule("SK707", Severity.WARNING, waivable=False)
def person_not_in_private_store(data: Dataset) -> Iterator[Mistake]:
    """Where `private/people.yaml` exists, it holds every person key in use.

    Fails:

        # private/people.yaml
        people:
          p-a001: {name: Opdigtet Person}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        demonstration: false
        contact: p-a009   # SK707
        participants: []

    Passes:

        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact: p-a009
    """
    if data.people is None:
        return
    known = data.people.people
    for programme in data.programmes:
        for application in data.applications(programme):
            used = [("contact", application.contact)]
            used += [(f"participants[{n}].person", one.person) for n, one in enumerate(application.participants)]
            for field, key in used:
                if key is not None and key not in known and not application.demonstration:
                    yield Mistake.at(application, field, person=key)


def _contacts(application: Application, kind: str) -> Iterator[Mistake]:
    for field, text in application.texts:
        if any(contact.kind == kind for contact in private_contacts(text)):
            yield Mistake.at(application, field)


def _looks_like_a_name(key: str) -> bool:
    """A first name, alone or with more letters after it and no digit: `mette`, `metteh`."""
    return key.isalpha() and (key in _FIRST_NAMES or any(key.startswith(n) for n in _FIRST_NAMES if len(n) > 4))
