"""A person keeps the key that the private store has; two people never share one."""

from __future__ import annotations

import pytest

from samskab.intake.form_rows import FoundPerson
from samskab.intake.people_keys import PeopleKeys
from samskab.model.people import Person

MAIL = "post@aeroe.example"


@pytest.mark.parametrize(
    ("known", "found", "is_same"),
    [
        (("Prøve Person", MAIL), ("Prøve Person", MAIL.upper()), True),
        (("Prøve Person", MAIL), ("Prøve Midt Person", MAIL), True),
        (("Prøve Person", MAIL), (MAIL, MAIL), True),
        (("Prøve Person", MAIL), ("Anden Person", MAIL), False),
        (("Prøve Person", MAIL), ("Prøve Andersen", MAIL), False),
        (("Prøve Person", MAIL), ("Prøve Person", "anden@aeroe.example"), False),
        (("Prøve Person", MAIL), ("prøve  person", ""), True),
        (("Prøve Person", MAIL), ("Anden Person", ""), False),
    ],
)
def test_a_mailbox_can_be_shared(known: tuple[str, str], found: tuple[str, str], is_same: bool) -> None:
    keys = PeopleKeys({"p-0492a": Person(name=known[0], mail=known[1])})
    assert keys.key_of(FoundPerson("", *found), "0492") == ("p-0492a" if is_same else "p-0492b")
    assert set(keys.added) == (set() if is_same else {"p-0492b"})


def test_a_name_without_an_address_is_known_in_its_municipality_only() -> None:
    keys = PeopleKeys({"p-0492a": Person(name="Prøve Person")})
    assert keys.key_of(FoundPerson("", "Prøve Person"), "0461") == "p-0461a"
    assert keys.key_of(FoundPerson(""), "0461") is None
