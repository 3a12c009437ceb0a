"""The columns that the form services write themselves are known, in the words that each uses."""

from __future__ import annotations

import pytest

from samskab.intake.columns import KnownHeadings
from samskab.usecases.load import load
from tests.paths import GOLDEN

SERVICES = {
    "Google Forms": {"Tidsstempel": "received", "Mailadresse": "mail", "Score": "ignore"},
    "Microsoft Forms": {
        "ID": "ignore",
        "Starttidspunkt": "ignore",
        "Afslutningstidspunkt": "received",
        "Fuldførelsestidspunkt": "received",
        "Sprog": "ignore",
        "Kommune\xa0": "municipality",
    },
    "SurveyXact": {
        "Respondentnøgle": "ignore",
        "statoverall_1": "ignore",
        "Besvarelsestidspunkt": "received",
        "Afsluttet": "received",
    },
    "OS2forms": {
        "Løbenummer": "ignore",
        "Indsendelses-ID": "ignore",
        "Fuldført": "received",
        "Er kladde": "ignore",
        "Aktuel side": "ignore",
        "Ekstern IP-adresse": "ignore",
        "Indsendt af: Titel": "ignore",
        "Indsendt til: Entitetstype": "ignore",
    },
    "NemTilmeld": {
        "Billetnummer": "ignore",
        "Deltagernr.": "ignore",
        "Dato for tilmelding": "received",
        "Fornavn": "first",
        "Efternavn": "last",
        "Tlf.": "phone",
    },
    "made by hand": {"Hvilken kommune kommer I fra?": "municipality", "Tidspunkt": "received"},
}
UNKNOWN = ("Organisation", "Bemærkning", "Noter", "Indsendt af os")
"""What may hold an answer is asked about, never left out in silence."""


@pytest.fixture(scope="module")
def headings() -> KnownHeadings:
    (programme,) = load(GOLDEN).data.programmes.values()
    return KnownHeadings(programme)


@pytest.mark.parametrize("service", SERVICES)
def test_the_columns_of_a_service_are_known(headings: KnownHeadings, service: str) -> None:
    assert {name: headings.meaning(name).field for name in SERVICES[service]} == SERVICES[service]


@pytest.mark.parametrize("heading", UNKNOWN)
def test_what_may_be_an_answer_is_asked_about(headings: KnownHeadings, heading: str) -> None:
    assert headings.meaning(heading).certainty == "unknown"
