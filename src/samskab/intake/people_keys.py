"""Keys of the people in a form: the one that a person has, else the next free one of the municipality, `p-0360a`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from string import ascii_lowercase

from samskab.intake.form_rows import FoundPerson
from samskab.model.people import Person
from samskab.spelling import fold


class PeopleKeys:
    """The private store's people, and those that a form adds to them.

    A key is made from the municipality's code and a letter, so that it identifies nobody by itself. The same
    form beside the same store gives the same keys.
    """

    def __init__(self, known: dict[str, Person]) -> None:
        self._known = dict(known)
        self.added: dict[str, Person] = {}

    def key_of(self, person: FoundPerson, code: str) -> str | None:
        """The key of a person of a municipality; None for one without a name."""
        if not person.name:
            return None
        for key, known in self._known.items():
            if _is_same(person, known, is_colleague=key.startswith(f"p-{code}")):
                return key
        key = next(key for key in _keys(code) if key not in self._known)
        made = Person(name=person.name, mail=person.mail or None, phone=person.phone or None)
        self.added[key] = self._known[key] = made
        return key


def _is_same(person: FoundPerson, known: Person, *, is_colleague: bool) -> bool:
    """Whether two are one person: by the address and the name, of which one may leave out a part, for a mailbox can be
    shared; by the name in the same municipality when one has no address. An address alone is also the name.
    """
    if person.mail and known.mail:
        mail = person.mail.casefold()
        names = [set(fold(name).split()) for name in (person.name, known.name) if name.casefold() != mail]
        return mail == known.mail.casefold() and (len(names) < 2 or names[0] <= names[1] or names[1] <= names[0])
    return is_colleague and fold(person.name) == fold(known.name)


def _keys(code: str) -> Iterator[str]:
    for length in range(1, 5):
        yield from (f"p-{code}{''.join(letters)}" for letters in product(ascii_lowercase, repeat=length))
