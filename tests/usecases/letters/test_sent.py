"""No recipient gets the same letter twice: sendings are found by template and recipient."""

from __future__ import annotations

from samskab.model.field_types import VagueDay
from samskab.model.outbox import Outbox, Sending
from samskab.usecases.letters.sent import Letter, already_sent, sent_findings
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.paths import ROOT

OUTBOX = Outbox(
    schema="samskab/outbox@1",
    programme="forloeb",
    sendings=(
        Sending(id="a", on=VagueDay(2013, 12, 12), channel="mail", template="invitation@1", recipients="all"),
        Sending(id="b", on=VagueDay(2014, 2), channel="mail", template="acceptance@1", applications=("0360-lolland",)),
        Sending(id="c", on=VagueDay(2014, 3, 1), channel="mail", template="reminder@2", municipalities=("0492",)),
    ),
)


def test_it_was_sent_to_all() -> None:
    sending = already_sent(OUTBOX, "invitation", "0751-aarhus")
    assert sending is not None
    assert sending.id == "a"


def test_it_was_sent_to_those_on_the_list_alone() -> None:
    assert already_sent(OUTBOX, "acceptance", "0360-lolland") is not None
    assert already_sent(OUTBOX, "acceptance", "0751-aarhus") is None
    assert already_sent(OUTBOX, "reminder", "0492-aeroe", ["0492"]) is not None
    assert already_sent(OUTBOX, "reminder", "0492") is not None


def test_another_version_is_another_letter() -> None:
    assert already_sent(OUTBOX, "reminder@1", "0492") is None
    assert already_sent(OUTBOX, "reminder@2", "0492") is not None
    assert already_sent(OUTBOX, "invitation-extra", "0492") is None


def test_without_an_outbox_nothing_was_sent() -> None:
    assert already_sent(None, "invitation", "0492") is None
    assert not list(sent_findings(None, [Letter("invitation", "0492", "Ærø Kommune")]))


def test_the_warning_says_when_as_exactly_as_it_is_known() -> None:
    letters = [Letter("invitation", "0751-aarhus", "Kommunen"), Letter("acceptance", "0360-lolland", "Kommunen")]
    found = list(sent_findings(OUTBOX, letters))
    told = [load_language("da").say(finding.code, **finding.values) for finding in found]
    assert told == [
        '"invitation@1" til Kommunen er allerede sendt 12. december 2013.',
        '"acceptance@1" til Kommunen er allerede sendt 2014-02.',
    ]


def test_many_letters_of_one_sending_are_one_warning() -> None:
    letters = [Letter("invitation", f"0{code}", "x") for code in range(98)] + [
        Letter("reminder", "0492", "Ærø Kommune")
    ]
    found = list(sent_findings(OUTBOX, letters))
    assert [(finding.code, finding.field) for finding in found] == [("SK446", "sendings[0]"), ("SK442", "sendings[2]")]
    assert found[0].values["count"] == 98


def test_the_real_invitation_was_sent_to_every_municipality() -> None:
    outbox = load(ROOT, programme="faellesskabsagenter-2014").data.outbox("faellesskabsagenter-2014")
    sending = already_sent(outbox, "invitation", "0360-lolland")
    assert sending is not None
    assert str(sending.on) == "2013-12-12"
    (finding,) = sent_findings(outbox, [Letter("invitation", "0360-lolland", "Lolland Kommune", ("0360",))])
    assert finding.span.path == "data/programmes/faellesskabsagenter-2014/outbox.yaml"
    assert finding.span.line > 1
