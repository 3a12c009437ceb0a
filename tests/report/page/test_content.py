"""The content of a report: numbers of places, bounds, shares, words without points, from a record in memory."""

from __future__ import annotations

from datetime import date
from functools import cache
from hashlib import sha256
from json import loads
from shlex import split

import pytest
from msgspec.structs import replace

from samskab.fairness.seal import changed_parts, sealed_text
from samskab.model.decision import Decision, Event, LeftOut
from samskab.model.eligibility import StateName
from samskab.model.field_types import Words
from samskab.model.selection import Band, BandStep, Bound, Breadth, Counts, Quota, Size
from samskab.report.cohort.sections import states_of_rules
from samskab.report.map.braille import terminal_map
from samskab.report.map.svg import svg_map
from samskab.report.page.applicant_table import applicant_lines
from samskab.report.page.balance import balance_tables
from samskab.report.page.content import cohort_map, report_content
from samskab.report.page.edition import Edition, ReportBasis
from samskab.report.page.geojson import report_geojson
from samskab.report.page.places import letter, map_classes, map_places
from samskab.report.page.verification import checked_rules, event_lines, fingerprints, kept_rules
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.paths import GOLDEN, ROOT

KEY = "naboskab-2026"


@cache
def data():
    return load(GOLDEN, programme=KEY).data


def basis(edition: Edition = "public", decision: Decision | None = None) -> ReportBasis:
    held = decision or data().current_decision(KEY)
    assert held is not None
    return ReportBasis(data(), data().programmes[KEY], held, load_language("da"), edition)


def test_letters_go_on_after_z() -> None:
    assert [letter(n) for n in (0, 25, 26, 27, 701, 702)] == ["a", "z", "aa", "ab", "zz", "aaa"]


def test_the_chosen_are_numbered_from_north_to_south() -> None:
    places = map_places(basis())
    chosen = [place for place in places.values() if place.standing == "selected"]
    assert [(place.label, place.name) for place in chosen] == [
        ("1", "Aalborg"), ("2", "Aarhus"), ("3", "Bornholm"), ("4", "Varde"), ("5", "Odense"), ("6", "Lolland"),
    ]  # fmt: skip
    assert len({place.label for place in places.values() if place.label}) == len(chosen) + len(basis().waiting)


def test_the_public_record_holds_nothing_that_only_insiders_see() -> None:
    """Without points it is whole, unless somebody is hidden or something has happened since; with points, none."""
    held = basis().decision
    assert basis(decision=held).public_record() is None
    event = Event(on=date(2026, 5, 4), kind="withdrawn", applicant=held.cohort[0], why="Hemmelig", follows=held.seal)
    left = [
        LeftOut(applicant=key, name=key, state=state, facts=Words(da="Hemmelig"))
        for key, state in (("kladde", "draft"), ("forsinket", "late"))
    ]
    bare = replace(held, selection=replace(held.selection, aims=()), inputs={"data/municipalities/kladde.yaml": "c"})
    behind = {f"data/programmes/x/{place}.yaml": "a" for place in ("applications/kladde", "assessments/forsinket")}
    full = replace(bare, events=(event,), left_out=tuple(left), inputs={**bare.inputs, **behind})
    text = basis(decision=full).public_record()
    assert text is not None
    assert ("forsinket" in text, "applications" in text, "assessments" in text, "Hemmelig" in text) == (
        True,
        *[False] * 3,
    )
    assert f"{next(iter(bare.inputs))}: " in text  # a register without the applicant of a draft would tell who it is
    assert list(changed_parts(text)) == []
    assert (
        basis(decision=bare).public_record()
        == sealed_text(bare)
        == basis(decision=replace(bare, events=(event,))).public_record()
    )


def test_an_applicant_of_two_municipalities_counts_once_on_every_map() -> None:
    held = basis().decision
    joint = [replace(each, municipalities=(*each.municipalities, "0615")) for each in held.field.candidates[:1]]
    decision = replace(held, field=replace(held.field, candidates=(*joint, *held.field.candidates[1:])))
    report, (classes, counts) = basis(decision=decision), map_classes(decision)
    shown = cohort_map(report, map_places(report))
    on_page = [(each.standing, each.number) for each in report_content(report).legend if each.number]
    assert on_page == [("selected", 6), ("waiting", 1)] == list(counts.items()) == list(shown.counts.items())
    assert len(classes) == 8 == sum(shown.counts.values()) + 1
    assert sum(each.chosen for each in report_content(report).regions) == 7, "a region has municipalities"
    assert "Udvalgt (6)" in svg_map(shown, load_language("da"))
    assert "Udvalgt (6)" in terminal_map(classes, counts, 80, load_language("da"))


def test_an_applicant_of_two_regions_stands_under_both_and_each_municipality_in_its_own() -> None:
    held = basis().decision
    joint = [replace(each, municipalities=(*each.municipalities, "0400")) for each in held.field.candidates[:1]]
    report = basis(decision=replace(held, field=replace(held.field, candidates=(*joint, *held.field.candidates[1:]))))
    page = report_content(report)
    shown = {one["properties"]["code"]: one["properties"] for one in loads(report_geojson(report, page))["features"]}
    first, second = (shown[code]["region"] for code in joint[0].municipalities)
    assert first != second
    assert f"{first} og {second}" in [place.region.name for place in page.places if place.key == joint[0].key]
    assert len([line for line in applicant_lines(report, page) if f"{first} og {second}" in line]) == 1


def test_the_figure_of_the_waiting_list_is_the_chance_when_somebody_leaves() -> None:
    coverage = basis().decision.coverage
    assert coverage is not None
    decision = replace(basis().decision, coverage=replace(coverage, permille=913, if_any_leaves_permille=815))
    assert report_content(basis(decision=decision)).figures[-1].figure == "81,5 %"


@pytest.mark.parametrize("of_seats", ["applicants", "municipalities"])
@pytest.mark.parametrize("of_rule", ["applicants", "municipalities"])
def test_the_shares_of_the_applicants_add_up_to_the_cohort(of_seats: Counts, of_rule: Counts) -> None:
    held = basis().decision
    joint = [replace(each, members=({"region": each.attributes["region"]},) * 2) for each in held.field.candidates[:2]]
    pool = replace(held.field, candidates=(*joint, *held.field.candidates[2:]))
    rules = (Quota(id="regioner", by="region", each=Bound(max=5), counts=of_rule),)
    selection = replace(held.selection, size=Size(min=1, max=9, counts=of_seats), rules=rules, aims=())
    (regions,) = balance_tables(basis(decision=replace(held, field=pool, selection=selection, aims=())))
    assert regions.title == f"Region ({'kommuner' if of_rule == 'municipalities' else 'ansøgere'})"
    assert sum(row.applicants for row in regions.rows) == pytest.approx(sum(row.cohort for row in regions.rows))
    assert sum(row.country or 0 for row in regions.rows) == pytest.approx(sum(row.cohort for row in regions.rows))


def test_a_rule_of_many_sums_counts_once_on_the_screen_and_in_the_report() -> None:
    held = basis().decision
    rules = (Quota(id="regioner", by="region", each=Bound(max=5), values={"nordjylland": Bound(min=1, max=1)}),)
    decision = replace(held, selection=replace(held.selection, rules=rules))
    assert len(basis(decision=decision).tables.rows.all()) > 2
    assert kept_rules(checked_rules(basis(decision=decision))) == (2, 2)
    assert states_of_rules(decision) == {"tight": 1, "forced": 1}


def test_the_published_order_of_the_lot_is_computed_with_the_line_beside_it() -> None:
    found = fingerprints(basis())
    command, *values = split(found.ticket.removesuffix(" | sha256sum"))[1:]

    def ticket(key: str) -> str:
        return sha256((command.replace("\\n", "\n") % (*values[:-1], key)).encode()).hexdigest()

    assert values[-1] == "NØGLE"
    keys = [key for _, key in found.order]
    assert keys == sorted((one.key for one in basis().decision.field.candidates), key=ticket)
    older = replace(basis().decision, run=replace(basis().decision.run, round=None))
    assert fingerprints(basis(decision=older)).ticket == ""


def test_every_total_of_a_class_is_that_of_the_cohort() -> None:
    held = basis().decision
    by_key = held.field.by_key()
    for table in balance_tables(basis()):
        assert [row.cohort for row in table.rows]
        assert max(row.cohort for row in table.rows) <= table.widest
    regions = next(table for table in balance_tables(basis()) if table.title == "Region")
    counted = [sum(by_key[key].attributes["region"] == ("syddanmark",) for key in held.cohort)]
    assert [row.cohort for row in regions.rows if row.value == "Region Syddanmark"] == counted


def test_points_stand_in_the_internal_edition_alone() -> None:
    public, internal = report_content(basis()), report_content(basis("internal"))
    assert "Samlet bedømmelse" in internal.columns
    assert "Samlet bedømmelse" not in public.columns
    assert public.closeness is None
    assert internal.closeness is not None
    assert all("point" not in " ".join(answer.paragraphs) for answer in public.answers)
    assert any("point" in " ".join(answer.paragraphs) for answer in internal.answers)
    assert [aim.value for aim in public.aims] == ["6 pladser besat", ""]


@pytest.mark.parametrize(("status", "shown"), [("proposed", False), ("decided", False), ("released", True)])
def test_the_public_sees_withdrawals_when_it_is_announced_and_drafts_never(status: str, shown: bool) -> None:
    held = basis().decision
    states: tuple[StateName, ...] = ("draft", "withdrawn", "late")
    left_out = tuple(LeftOut(applicant=state, name=f"Navn {state}", state=state) for state in states)
    content = report_content(basis(decision=replace(held, status=status, left_out=left_out)))
    told = " ".join(one.why for one in content.absent)
    assert "Navn draft" not in told
    assert ("Navn withdrawn" in told) is shown
    assert "Navn late" in told


def test_classes_of_points_are_points() -> None:
    held = basis().decision
    band = Band(id="niveau", of="score", steps=(BandStep(id="hoej"),))
    rule = Breadth(id="niveauer", by="niveau", min=1)
    selection = replace(held.selection, bands=(band,), rules=(*held.selection.rules, rule))
    judged = tuple(replace(each, attributes=each.attributes | {"niveau": ("hoej",)}) for each in held.field.candidates)
    decision = replace(held, selection=selection, field=replace(held.field, candidates=judged))
    assert "niveau" not in basis(decision=decision).attributes()
    assert "niveau" in basis("internal", decision).attributes()


def test_events_are_told_in_order() -> None:
    held = basis().decision
    left = Event(on=held.days[-1], kind="withdrawn", applicant="varde", why="Travlhed", follows=held.seal)
    content = report_content(basis("internal", replace(held, events=(left,))))
    assert content.events[0].split(": ", 1)[1] == "Varde er trådt ud. Travlhed"


def test_rules_that_those_who_are_left_do_not_keep_are_named_and_the_proof_is_of_then() -> None:
    held = basis().decision
    left = {"on": held.days[-1], "kind": "withdrawn", "why": "Nye opgaver", "follows": held.seal}
    events = tuple(Event(**left, applicant=key) for key in held.cohort[1:])  # type: ignore[arg-type]  # the test gives fields by name
    content = report_content(basis(decision=replace(held, events=events)))
    named = [line for line in content.events if line.startswith("Nu er denne regel ikke opfyldt: ")]
    assert any("Region: mindst" in line and line.endswith("Der er 1.") for line in named)
    assert content.proof[0].startswith("Da der blev besluttet, opfyldte kredsen")
    assert report_content(basis()).proof[0].startswith("Kredsen opfylder")


def test_hosts_have_a_second_ring_and_a_line_of_the_legend() -> None:
    repo = load(ROOT, programme="fremfaerd-idialog-2024")
    decision = repo.data.current_decision("fremfaerd-idialog-2024")
    assert decision is not None
    programme = repo.data.programmes[decision.programme]
    basis = ReportBasis(repo.data, programme, decision, load_language("da"), "public")
    page = report_content(basis)
    willing = {one.key for one in decision.field.candidates if one.numbers["hosting"]}
    marked = [place for place in page.places if place.key in willing and place.label]
    assert [each.number for each in page.legend if each.standing == "host"] == [len(marked)]
    assert page.map.count('class="host"') == len(marked) > 0
    assert f"Vil være vært: {marked[0].label} {marked[0].name}" in page.map
    common = next(rule for rule in page.rules if "deler et tema" in rule.text)
    assert len(common.rows) == len(decision.cohort)


def test_who_leaves_the_waiting_list_has_not_left_the_cohort() -> None:
    held = basis().decision
    waiting = held.waiting_list[0].applicant
    left = {"on": date(2026, 5, 2), "kind": "withdrawn", "why": "Nye opgaver", "follows": "x"}
    events = tuple(Event(**left, applicant=key) for key in (held.cohort[0], waiting))  # type: ignore[arg-type]  # the test gives fields by name
    told = event_lines(basis(decision=replace(held, events=events)))
    assert ["trådt ud" in line for line in told[:2]] == [True, False]
    assert "venteliste" in told[1]
