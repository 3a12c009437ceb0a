"""`render`: all or nothing, the right letters to the right people, no date from the clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from samskab.finding import Severity
from samskab.model.application import Application
from samskab.model.dataset import KINDS, Dataset
from samskab.model.decision import Decision, Reason
from samskab.usecases.letters.job import Request
from samskab.usecases.letters.recipients import Recipients
from samskab.usecases.letters.render import Rendering, render
from samskab.usecases.letters.templates import check_templates, templates_of
from samskab.usecases.load import Repo
from samskab.yaml.catalogue import load_language
from tests.usecases.letters.decision_2014 import (
    BY_LOT,
    BY_SUM,
    CHOSEN,
    LEFT,
    PROMOTED,
    YEAR,
    decision,
    reason,
    request,
)


def codes(made: Rendering) -> set[str]:
    return {finding.code for finding in made.findings if finding.severity is Severity.ERROR}


def with_decision(repo: Repo, record: Decision) -> Repo:
    return Repo(repo.root, repo.data.with_more([record]), repo.findings)


@pytest.mark.parametrize(
    ("key", "who", "given", "missing"),
    [
        (BY_SUM, BY_SUM, [msgspec.structs.replace(reason(BY_SUM, "costs"), facts=None)], ("fakta",)),
        (BY_LOT, BY_LOT, [reason(BY_LOT, "lot")], ("lodtraekning",)),
        (BY_LOT, "rejected", [], ("regel", "hovedhensyn", "fakta")),
    ],
)
def test_a_refusal_without_its_reasons_stops_every_letter(
    real: Repo, key: str, who: str, given: list[Reason], missing: tuple[str, ...]
) -> None:
    whole = decision(real.data)
    reasons = (*(each for each in whole.reasons if each.applicant != key), *given)
    made = render(with_decision(real, msgspec.structs.replace(whole, reasons=reasons)), request("rejection", who))
    assert [(each.code, each.values["missing"]) for each in made.findings] == [("SK673", missing)]
    assert (made.files, made.entries) == ({}, ())


def test_invented_applications_mark_their_letters_and_an_invitation_stays_clean(decided: Repo) -> None:
    receipt = render(decided, request("receipt", CHOSEN)).files[f"receipt-{CHOSEN}.txt"].decode()
    invitation = render(decided, request("invitation", "0390")).files[f"invitation-{CHOSEN}.txt"].decode()
    assert "EKSEMPEL" in receipt
    assert "EKSEMPEL" not in invitation


def test_one_promoted_before_it_was_answered_gets_the_grounds_and_no_word_of_the_list(real: Repo) -> None:
    asked = request("promotion", "promoted", day=date(2014, 3, 5))
    letter = render(with_decision(real, decision(real.data)), asked).files[f"promotion-{PROMOTED}.txt"].decode()
    text = " ".join(letter.split())
    assert "venteliste" not in text
    assert "Afgørelsen er truffet den 14. februar 2014 af sekretariatet." in text
    assert "Svendborg Kommune har trukket sig." in text
    assert "Hver region har sin andel af pladserne" in text


@pytest.mark.slow
def test_all_98_municipalities_are_invited_once(real: Repo) -> None:
    made = render(real, request("invitation", "all", formats=("md",)))
    assert len(made.files) == len(made.entries) == 98
    assert len({entry.recipient for entry in made.entries}) == 98
    assert {"Københavns Kommune", "Bornholms Regionskommune", "Vesthimmerlands Kommune"} <= {
        entry.recipient for entry in made.entries
    }


@pytest.mark.parametrize("named", ["0101", "København", "Københavns Kommune", "københavn", "koebenhavn"])
def test_a_municipality_is_named_as_people_name_it(real: Repo, named: str) -> None:
    found = Recipients(real.data, real.data.programmes[YEAR]).find("invitation", "municipalities", named)
    assert [each.key for each in found.recipients] == ["0101-koebenhavn"]
    assert found.findings == ()


def test_the_sample_is_no_applicant_but_has_its_receipt(real: Repo) -> None:
    known = Recipients(real.data, real.data.programmes[YEAR])
    group = known.find("receipt", "applicants", "applicants").recipients
    alone = known.find("receipt", "applicants", "0360").recipients
    assert "0360-lolland" not in {each.key for each in group}
    assert [each.key for each in alone] == ["0360-lolland"]


def test_reminders_go_to_those_who_have_not_answered(real: Repo) -> None:
    told = {
        code
        for a in real.data.applications(YEAR)
        if a.status == "submitted" and not a.example
        for code in a.applicant.municipalities
    }
    found = Recipients(real.data, real.data.programmes[YEAR]).find("reminder", "not-applied", "all").recipients
    assert {each.municipality.code for each in found if each.municipality} == set(real.data.municipalities) - told


def test_a_fact_that_is_missing_stops_the_letter_that_needs_it(real: Repo) -> None:
    made = render(
        real, Request("fremfaerd-idialog-2024", "host", "0376", ("txt",), load_language("da"), date(2024, 11, 1))
    )
    [finding] = made.findings
    schedule = real.data.schedule("fremfaerd-idialog-2024")
    assert finding.code == "SK672"
    assert schedule
    assert (finding.span, finding.hint) == (schedule.at("meetings[1].host"), "host: …")
    assert made.files == {}


@pytest.mark.slow  # an invitation to all 98 municipalities
def test_a_fact_that_every_letter_lacks_is_one_finding_of_its_own(real: Repo) -> None:
    programme = "frivilligraadets-aarsmoede-2012"
    made = render(real, Request(programme, "invitation", None, ("txt",), load_language("da"), date(2012, 10, 10)))
    assert [(each.code, each.hint) for each in made.findings] == [("SK672", "mail: …"), ("SK672", "")]


def test_a_mistake_in_the_record_of_one_applicant_holds_only_its_letters_back(real: Repo) -> None:
    wrong = next(a for a in real.data.applications(YEAR) if a.id == CHOSEN)
    broken = msgspec.structs.replace(
        wrong, programme=YEAR, applicant=msgspec.structs.replace(wrong.applicant, municipalities=("9999",))
    )
    broken.from_file(wrong.path, wrong.at)
    others = [record for kind in KINDS for record in real.data.all(kind.record) if record is not wrong]
    repo = Repo(real.root, Dataset([*others, broken]), ())
    assert codes(render(repo, request("receipt", CHOSEN))) >= {"SK306"}
    assert codes(render(repo, request("receipt", LEFT))) == set()


def test_an_own_template_wins_and_can_build_on_the_packaged_one(real: Repo, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "da"
    own.mkdir(parents=True)
    (own / "invitation.md.j2").write_text(
        '{% extends "standard/invitation.md.j2" %}\n'
        "{% block intro %}\nKære {{ kommune }}\n\n{{ super() }}\n{% endblock %}\n",
        encoding="utf-8",
    )
    repo = Repo(tmp_path, real.data, ())
    text = render(repo, request("invitation", "0360")).files["invitation-0360-lolland.txt"].decode()
    assert "Kære Lolland Kommune\n\nVi inviterer landets kommuner" in text
    assert "Det kræver det af jer" in text


def test_a_mistake_in_an_own_template_writes_nothing_and_names_its_line(real: Repo, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "da"
    own.mkdir(parents=True)
    (own / "invitation.md.j2").write_text("# Til\n\nKære {{ komune }}\n", encoding="utf-8")
    made = render(Repo(tmp_path, real.data, ()), request("invitation", "all"))
    assert [(f.code, f.span.path, f.span.line, f.hint) for f in made.findings if f.severity is Severity.ERROR] == [
        ("SK621", "templates/da/invitation.md.j2", 3, "kommune")
    ]
    assert made.files == {}


def test_templates_are_checked_wherever_they_lie(tmp_path: Path) -> None:
    place = tmp_path / "templates"
    (place / "en").mkdir(parents=True)
    (place / "en" / "host.md.j2").write_text("# Host\n\n{{ meeting.hosst }}\n", encoding="utf-8")
    (place / "ex.html.j2").write_text("Til\n{{ ().__class__ }}\n", encoding="utf-8")
    (place / "loop.md.j2").write_text(
        "# x\n{% for a in range(900) %}{% for b in range(900) %}{{ a }}{% endfor %}{% endfor %}\n", encoding="utf-8"
    )
    (place / "yes.md.j2").write_text("# x\n\n{{ programme.free }}\n", encoding="utf-8")
    found = {(f.span.path, f.span.line, f.code) for f in check_templates(tmp_path)}
    assert found == {
        ("templates/en/host.md.j2", 3, "SK621"),
        ("templates/ex.html.j2", 2, "SK626"),
        ("templates/loop.md.j2", 2, "SK650"),
        ("templates/yes.md.j2", 3, "SK647"),
    }


FRONT = "---\ntitle: X\naudience: rejected\nform: letter\n---\n"
REFUSED = {
    "twice": (
        '{% extends "standard/rejection.md.j2" %}\n{% block intro %}x{% endblock %}\n{% block intro %}y{% endblock %}',
        ("SK699", 8),
    ),
    "twice-alone": ("# x\n{% block a %}x{% endblock %}\n{% block a %}y{% endblock %}", ("SK699", 8)),
    "printed": ('{% import "standard/rejection.md.j2" as r %}\n# x\n{{ r }}', ("SK626", 6)),
    "taken": ('{% from "standard/rejection.md.j2" import x %}\n# x\n{{ x() }}', ("SK626", 6)),
    "empty": ("", ("SK640", 1)),
}


def test_the_check_finds_what_would_stop_the_letter(real: Repo, tmp_path: Path) -> None:
    place = tmp_path / "templates" / "da"
    place.mkdir(parents=True)
    for name, (body, _) in REFUSED.items():
        (place / f"{name}.md.j2").write_text(FRONT + body, encoding="utf-8")
    (place / "nothing.md.j2").write_text("", encoding="utf-8")
    (place / "facts.md.j2").write_text(
        "---\ntitle: X\naudience: applicants\nneeds: programme.tittle, foo\n---\n# x\n", encoding="utf-8"
    )
    (place / "CON.md.j2").write_text("# x\n", encoding="utf-8")
    paths = [file.relative_to(tmp_path).as_posix() for file in sorted(place.iterdir())]
    found = {(f.span.path.rpartition("/")[2], f.code, f.span.line) for f in check_templates(tmp_path, paths)}
    wanted = {(f"{name}.md.j2", *fault) for name, (_, fault) in REFUSED.items()}
    wanted |= {("nothing.md.j2", "SK640", 1), ("facts.md.j2", "SK621", 4), ("facts.md.j2", "SK642", 4)}
    assert found == wanted | {("CON.md.j2", "SK052", 0)}
    (place / "CON.md.j2").unlink()
    made = render(Repo(tmp_path, real.data, ()), request("facts", "applicants"))
    assert {(f.span.path, f.span.line) for f in made.findings if f.severity is Severity.ERROR} == {
        ("templates/da/facts.md.j2", 4)
    }


def test_a_repository_without_templates_starts_nothing(tmp_path: Path) -> None:
    assert check_templates(tmp_path) == ()


def test_the_packaged_templates_are_no_override_of_themselves(real: Repo) -> None:
    assert templates_of(real.root, "da").own == {}


@pytest.mark.parametrize("every", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_the_packaged_templates_are_right(real: Repo, every: int) -> None:
    paths = sorted(file.relative_to(real.root).as_posix() for file in (real.root / "templates").rglob("*.j2"))
    assert len(paths) > 40
    assert check_templates(real.root, paths[::every]) == ()


def test_what_is_not_known_is_said(real: Repo) -> None:
    asked = Request(
        "sund-by-ledernetvaerket-2018", "practical", "0360", ("txt",), load_language("da"), date(2018, 2, 1)
    )
    assert "Aarhus (mødested oplyses snarest)" in render(real, asked).files["practical-m1-0360-lolland.txt"].decode()


def test_names_come_from_the_private_store_alone(real: Repo) -> None:
    from samskab.model.people import People, Person

    application: Application = next(a for a in real.data.applications(YEAR) if a.id == CHOSEN)
    key = application.participants[0].person
    assert key is not None
    people = People(schema="samskab/people@1", people={key: Person(name="Testperson Alfa")})
    named = Repo(real.root, real.data.with_more([people]), ())
    file = f"receipt-{CHOSEN}.txt"
    assert "Testperson Alfa" in render(named, request("receipt", CHOSEN)).files[file].decode()
    assert "Testperson" not in render(real, request("receipt", CHOSEN)).files[file].decode()


@pytest.mark.parametrize("template", ["invitation", "form"])
def test_criteria_rules_and_lot_stand_in_invitation_and_form(real: Repo, template: str) -> None:
    asked = Request("faellesskabsagenter-2014", template, "0360", ("txt",), load_language("da"), date(2013, 12, 12))
    (text,) = (" ".join(content.decode().split()) for content in render(real, asked).files.values())
    assert "- Mål: 1–5 point (vægt 2)" in text
    assert "Mindst ni af de elleve landsdele er med." in text
    assert "Lodtallet kommer herfra" in text
    assert "Langeland og Ærø" not in text  # a rule that names applicants


def test_the_letterhead_has_every_sender_the_case_number_and_the_address_that_is_known(real: Repo) -> None:
    lolland, programme = real.data.municipalities["0360"], real.data.programmes[YEAR]
    posted = msgspec.structs.replace(lolland, address=("Vestergade 1", "4930 Maribo"))
    numbered = msgspec.structs.replace(programme, case_number="2013-44")
    posted.from_file(lolland.path, lolland.at)
    numbered.from_file(programme.path, programme.at)
    repo = real._replace(data=real.data.with_instead(lolland, posted).with_instead(programme, numbered))
    asked = Request(YEAR, "invitation", "0360", ("txt",), load_language("da"), date(2013, 12, 12), allow_draft=True)
    [content] = render(repo, asked).files.values()
    assert content.decode().split("\n\n")[:3] == [
        "Sund By Netværket\nog Ministerium for Sundhed og Forebyggelse",
        "Lolland Kommune\nVestergade 1\n4930 Maribo",
        "12. december 2013 · Sagsnr. 2013-44",
    ]
