"""SK666 and SK667: the mail addresses of contacts lead to the municipality that has applied."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from samskab.check.rule import Mistake, rule
from samskab.finding import Severity
from samskab.model.application import Application
from samskab.model.dataset import Dataset


class _Contact(NamedTuple):
    """The contact of an application: the person's key and mail address, small letters."""

    application: Application
    person: str
    mail: str


@rule("SK666", Severity.WARNING, reads="contacts")
def address_of_two_contacts(data: Dataset) -> Iterator[Mistake]:
    """The contacts of two municipalities have mail addresses of their own.

    Fails:

        # private/people.yaml
        people:
          p-a001: {name: Opdigtet Person, mail: post@lolland.example}   # SK666
          p-a002: {name: Anden Person, mail: post@lolland.example}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact: p-a001
        participants: []
        # data/programmes/naboskab-2026/applications/aarhus.yaml
        contact: p-a002
        participants: []

    Passes:

        # private/people.yaml
        people:
          p-a001: {name: Opdigtet Person, mail: post@lolland.example}
          p-a002: {name: Anden Person, mail: post@aarhus.example}
        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact: p-a001
        participants: []
        # data/programmes/naboskab-2026/applications/aarhus.yaml
        contact: p-a002
        participants: []
    """
    people = data.people
    first: dict[str, _Contact] = {}
    reported: set[str] = set()
    for contact in _contacts(data):
        other = first.setdefault(contact.mail, contact)
        if other.person == contact.person or contact.person in reported or _share(other, contact) or people is None:
            continue
        reported.add(contact.person)
        fields = [f"people.{each.person}.mail" for each in (contact, other)]
        related = (people.at(fields[1]),)
        yield Mistake.at(people, fields[0], related=related, person=contact.person, other=other.person)


@rule("SK667", Severity.WARNING, reads="contacts")
def address_of_another_municipality(data: Dataset) -> Iterator[Mistake]:
    """The mail address of a contact is not at the domain of another municipality.

    Fails:

        # private/people.yaml
        people:
          p-a001: {name: Opdigtet Person, mail: post@odense.example}   # SK667
        # data/municipalities/0461-odense.yaml
        mail_domain: odense.example
        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact: p-a001
        participants: []

    Passes:

        # private/people.yaml
        people:
          p-a001: {name: Opdigtet Person, mail: post@lolland.example}
        # data/municipalities/0461-odense.yaml
        mail_domain: odense.example
        # data/programmes/naboskab-2026/applications/lolland.yaml
        contact: p-a001
        participants: []
    """
    domains = {m.mail_domain.casefold(): m for m in data.municipalities.values() if m.mail_domain}
    reported: set[tuple[str, str]] = set()
    for application, person, mail in _contacts(data):
        owner = domains.get(mail.rpartition("@")[2])
        applied = application.applicant.municipalities
        if owner is None or owner.code in applied or (person, owner.code) in reported or data.people is None:
            continue
        reported.add((person, owner.code))
        applicant, field = data.applicant_name(application), f"people.{person}.mail"
        yield Mistake.at(data.people, field, person=person, municipality=applicant, other=owner.official)


def _contacts(data: Dataset) -> Iterator[_Contact]:
    known = data.people.people if data.people else {}
    for programme in data.programmes:
        for application in data.applications(programme):
            person = known.get(application.contact or "")
            if application.contact and person and person.mail:
                yield _Contact(application, application.contact, person.mail.casefold())


def _share(one: _Contact, other: _Contact) -> bool:
    """Whether both are contacts of one municipality, perhaps in different programmes."""
    return bool({*one.application.applicant.municipalities} & {*other.application.applicant.municipalities})
