"""Senders and venues: as in the source documents (000, 001, 004), and nothing more."""

from __future__ import annotations

import pytest

from samskab.model.dataset import Dataset


def test_the_danish_healthy_cities_network_signs_as_in_document_004(dataset: Dataset) -> None:
    sender = dataset.senders["sund-by-netvaerket"]
    assert sender.organisation.da == "Sund By Netværket"
    assert sender.person == "Charlotte Lisager Petersen"
    assert sender.title is not None
    assert sender.title.da == "Sekretariatschef"
    assert sender.title.en == "National coordinator - WHO Healthy Cities - Danish Network"
    assert sender.address == ("c/o KL-huset", "Weidekampsgade 10", "2300 København S")
    assert (sender.mail, sender.phone) == ("cjp@kl.dk", "2480 4503")


def test_the_minister_signs_beside_the_network(dataset: Dataset) -> None:
    minister = dataset.senders["minister-sundhed"]
    assert minister.person == "Astrid Krag"
    assert minister.title is not None
    assert minister.title.da == "Minister for sundhed og forebyggelse"
    assert minister.mail is None
    assert minister.address == ()


@pytest.mark.parametrize(
    ("key", "person"),
    [
        ("fremfaerd", None),
        ("idialog", "Agnete Neidel"),
        ("frivilligraadet", None),
        ("andreas-roenne-nielsen", "Andreas Rønne Nielsen"),
    ],
)
def test_other_senders_carry_only_what_the_documents_tell(dataset: Dataset, key: str, person: str | None) -> None:
    sender = dataset.senders[key]
    assert sender.person == person
    assert (sender.mail, sender.phone, sender.website, sender.address) == (None, None, None, ())


def test_every_sender_and_facilitator_of_a_programme_is_known(dataset: Dataset) -> None:
    named = {key for p in dataset.programmes.values() for key in (*p.senders, *p.facilitators)}
    assert named
    assert named <= set(dataset.senders)


def test_organisations_have_an_english_name_too(dataset: Dataset) -> None:
    assert [s.id for s in dataset.senders.values() if not s.organisation.en] == []


def test_kl_huset_has_its_address_and_no_guessed_seats(dataset: Dataset) -> None:
    venue = dataset.venues["kl-huset"]
    assert (venue.name, venue.city, venue.municipality) == ("KL-huset", "København", "0101")
    assert venue.address == ("Weidekampsgade 10", "2300 København S")
    assert (venue.seats, venue.accessible, venue.access) == (None, None, None)
