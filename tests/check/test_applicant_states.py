"""Every application is in exactly one state, for the first reason there is, with the facts of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samskab.check.applicant_states import applicant_states, left_out, standing
from samskab.check.run import check_application, check_dataset
from samskab.fairness.left_out_texts import facts_as_text, left_out_record
from samskab.fairness.pool import pool_for
from samskab.model.eligibility import ApplicantState, StateName
from samskab.usecases.choose import Stopped, select
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_languages
from tests.sampling import few
from tests.selection_repository import HOME, KEY, edit, make

INTAKE = "intake:\n  kind: application\n"


def states(home: Path) -> dict[str, ApplicantState]:
    data = load(home, programme=KEY).data
    found = applicant_states(data, data.programmes[KEY])
    assert [each.application for each in found] == list(data.applications(KEY))
    assert len(standing(found)) + len(left_out(found)) == len(found)
    return {each.application.id: each for each in found}


def danish(state: ApplicantState) -> str:
    return facts_as_text(state, load_languages()["da"])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return make(tmp_path / "repo")


def condition(home: Path, text: str) -> None:
    edit(home, f"{HOME}/programme.yaml", INTAKE, f"{INTAKE}  {text}\n")


def test_the_states_that_the_files_say_themselves(home: Path) -> None:
    found = states(home)
    assert {key: one.state for key, one in found.items() if one.state != "stands"} == {
        "esbjerg": "draft", "guldborgsund": "withdrawn", "koebenhavn": "sample", "morsoe": "late",
    }  # fmt: skip
    late = "Fristen var den 15. april 2026 kl. 23.59. Ansøgningen kom den 16. april 2026 kl. 00.00."
    assert danish(found["morsoe"]) == late


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("commitments: {timer: true, netvaerk: true}", "commitments: {timer: true}", {"SK332"}),
        ("commitments: {timer: true, netvaerk: true}", "commitments: {}", {"SK344"}),
        ("answers:\n", "answers: {}\n# ", None),
    ],
)
def test_errors_that_the_applicant_must_mend_make_it_incomplete(
    home: Path, old: str, new: str, codes: set[str] | None
) -> None:
    path = home / HOME / "applications" / "varde.yaml"
    text = path.read_text(encoding="utf-8")
    if old.startswith("commitments"):
        begin = text.index("commitments:")
        path.write_text(text[:begin] + new + "\n", encoding="utf-8")
    else:
        begin, end = text.index("answers:"), text.index("commitments:")
        path.write_text(text[:begin] + "answers: {}\n" + text[end:], encoding="utf-8")
    one = states(home)["varde"]
    assert one.state == "incomplete"
    assert {finding.code for finding in one.findings} == (codes or {"SK323"})
    assert danish(one)


def assessment(home: Path, key: str, text: str | None) -> None:
    path = home / HOME / "assessments" / f"{key}.yaml"
    if text is None:
        path.unlink()
        return
    head = f"schema: samskab/assessment@1\nprogramme: {KEY}\napplication: {key}\ndemonstration: true\n"
    path.write_text(head + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (None, "SK346", "Ansøgningen er ikke vurderet."),
        ("assessments: []\n", "SK347", "Vurderingen af ansøgningen fra Varde er tom."),
        (
            "assessments: []\nconflicts:\n  - {by: sekretariat, why: Nabo}\n",
            "SK348",
            "Ansøgningen fra Varde er ikke vurderet af nogen, der er habil. Inhabile er sekretariat.",
        ),
        (
            "assessments:\n  - {by: sekretariat, on: 2026-04-20, scores: {maal: 4}}\n",
            "SK355",
            '"sekretariat" mangler at vurdere Lokal forankring.',
        ),
        (
            "assessments:\n  - {by: ab, on: 2026-04-20, scores: {maal: 4}}\nconflicts: [{by: ab, why: Nabo}]\n",
            "SK348",
            "Ansøgningen fra Varde er ikke vurderet af nogen, der er habil. Inhabile er ab.",
        ),
    ],
)
def test_without_a_whole_assessment_an_application_is_unassessed(
    home: Path, text: str | None, code: str, said: str
) -> None:
    assessment(home, "varde", text)
    found = states(home)
    assert (found["varde"].state, [one.code for one in found["varde"].findings]) == ("unassessed", [code])
    assert danish(found["varde"]) == said
    assert sum(one.state == "unassessed" for one in found.values()) == 1


def test_where_nothing_reads_the_score_nobody_is_unassessed(home: Path) -> None:
    assessment(home, "varde", None)
    edit(home, f"{HOME}/programme.yaml", "- {kind: score}", "- {kind: variety, by: region}")
    assert states(home)["varde"].state == "stands"
    condition(home, "conditions: [{id: niveau, of: score, min: 1}]")
    assert states(home)["varde"].state == "unassessed"


def test_the_first_condition_that_fails_is_the_reason(home: Path) -> None:
    condition(
        home,
        "conditions:\n"
        "    - {id: netvaerk, accepted: [netvaerk]}\n"
        "    - {id: stor, of: population, min: 60000, unless: {region: [hovedstaden]},"
        " text: {da: Små kommuner har deres eget forløb.}}",
    )
    path = home / HOME / "applications" / "varde.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("commitments:")] + "commitments: {timer: true, netvaerk: false}\n", "utf-8")
    found = states(home)
    failed = {key: one.reason for key, one in found.items() if one.state == "condition"}
    assert failed == {"varde": "netvaerk", "lolland": "stor", "thisted": "stor"} or failed == {
        "varde": "netvaerk", "lolland": "stor",
    }  # fmt: skip
    assert danish(found["varde"]) == "Der er svaret nej til dette krav: Vi deler vores erfaringer."
    assert danish(found["lolland"]).startswith("Små kommuner har deres eget forløb. ")
    assert "Der kræves mindst 60.000." in danish(found["lolland"])
    assert found["bornholm"].state == "stands", "exempt by unless"


def test_a_blank_is_not_a_no_and_a_missing_figure_is_not_zero(home: Path) -> None:
    condition(home, "conditions: [{id: areal, of: borgere, max: 5}]")
    edit(
        home, f"{HOME}/programme.yaml", "questions:\n",
        "questions:\n  - {id: borgere, title: {da: Hvor mange?}, type: number, required: false}\n",
    )  # fmt: skip
    one = states(home)["varde"]
    assert (one.state, [finding.code for finding in one.findings]) == ("incomplete", ["SK350"])


@pytest.mark.parametrize(
    "test",
    [
        "of: popolation, min: 3",
        "accepted: [tider]",
        "accepted: [maal]",
        "not_among: {programme: naboskab-2026}",
        "not_among: {programme: naboskab-2026, who: applied}",
        "not_among: {programme: naboskab-2014}",
    ],
)
def test_a_name_that_a_condition_cannot_have_is_found_once_and_fails_nobody(home: Path, test: str) -> None:
    before = {key: one.state for key, one in states(home).items()}
    condition(home, f"conditions: [{{id: krav, {test}}}]")
    found = states(home)
    assert {key: one.state for key, one in found.items()} == before
    data = load(home, programme=KEY).data
    alone = [f for one in found.values() for f in check_application(data, one.application, date(2026, 5, 1))]
    assert [f.code for f in alone] == ["SK311"]
    assert [f.code for f in check_dataset(data, date(2026, 5, 1)) if f.code[:3] == "SK2"] == ["SK247"]


def test_who_is_outside_is_neither_late_nor_refused(home: Path) -> None:
    condition(home, 'outside: [{municipality: "0773", why: {da: Har sin egen plan.}}]')
    one = states(home)["morsoe"]
    assert one.state == "outside"
    assert danish(one) == "Har sin egen plan."
    data = load(home, programme=KEY).data
    record = left_out_record(data, one, load_languages())
    assert (record.applicant, record.name, record.municipalities, record.state, record.reason) == (
        "morsoe", "Morsø", ("0773",), "outside", None,
    )  # fmt: skip
    assert record.facts is not None
    assert record.facts.en == "Har sin egen plan."


OTHER = "data/programmes/pilot"


def other(home: Path, applications: dict[str, str]) -> None:
    """Another programme, in which these municipalities applied."""
    (home / OTHER / "applications").mkdir(parents=True)
    (home / OTHER / "programme.yaml").write_text(
        "schema: samskab/programme@1\nid: pilot\ntitle: {da: Pilotforløbet}\nstatus: published\n"
        "period: {start: 2025-05}\nsenders: [sund-by-netvaerket]\nintake: {kind: application}\n"
        "capacity: {everyone: true}\n",
        encoding="utf-8",
    )
    for key, code in applications.items():
        (home / OTHER / "applications" / f"{key}.yaml").write_text(
            f"schema: samskab/application@1\nid: {key}\nprogramme: pilot\nstatus: submitted\n"
            f"applicant: {{municipalities: ['{code}']}}\nreceived: {{at: '2025-01-01T10:00+01:00', via: mail}}\n",
            encoding="utf-8",
        )


def test_a_condition_looks_into_another_programme_also_when_only_one_is_loaded(home: Path) -> None:
    other(home, {"varde": "0573"})
    condition(home, "conditions: [{id: ny, not_among: {programme: pilot, who: applied}}]")
    one = states(home)["varde"]
    assert (one.state, one.reason, danish(one)) == ("condition", "ny", "Varde har søgt Pilotforløbet.")
    edit(home, f"{HOME}/programme.yaml", "who: applied", "who: chosen")
    assert states(home)["varde"].state == "incomplete", "nothing is decided there: SK238 says so"


def test_an_application_there_that_cannot_be_read_stops_the_choice(home: Path) -> None:
    other(home, {"varde": "0573"})
    condition(home, "conditions: [{id: ny, not_among: {programme: pilot, who: applied}}]")
    with (home / OTHER / "applications/varde.yaml").open("a", encoding="utf-8") as edited:
        edited.write("x: [\n")
    found = select(load(home, programme=KEY), KEY, today=date(2026, 5, 1))
    assert isinstance(found, Stopped)
    assert [each.span.path for each in found.findings] == [f"{OTHER}/applications/varde.yaml"]


def test_what_a_municipality_writes_of_itself_changes_no_fact(home: Path) -> None:
    path = home / HOME / "applications" / "varde.yaml"
    text = path.read_text(encoding="utf-8")
    begin = text.index("applicant:")
    end = text.index("\n", begin)
    own = "applicant: {municipalities: ['0573'], attributes: {region: [nordjylland]}}"
    path.write_text(text[:begin] + own + text[end:], encoding="utf-8")
    from samskab.fairness.pool import pool_for

    data = load(home, programme=KEY).data
    programme = data.programmes[KEY]
    assert programme.selection is not None
    pool = pool_for(data, programme, programme.selection, standing(applicant_states(data, programme)))
    assert pool.by_key()["varde"].attributes["region"] == ("syddanmark",)


def test_a_number_that_the_selection_reads_and_nobody_must_answer_can_be_gone_on_without(home: Path) -> None:
    asked = "{id: borgere, title: {da: Hvor mange?}, type: number, required: false}"
    edit(home, f"{HOME}/programme.yaml", "questions:\n", f"questions:\n  - {asked}\n")
    edit(home, f"{HOME}/programme.yaml", "  aims:\n", "  aims:\n    - {kind: score, of: borgere}\n")
    one = states(home)["varde"]
    assert (one.state, [finding.code for finding in one.findings]) == ("incomplete", ["SK264"])


def test_an_exempt_applicant_need_not_answer_what_a_condition_asks(home: Path) -> None:
    asked = "{id: vaert, title: {da: Vil I være vært?}, type: yes_no, required: false}"
    edit(home, f"{HOME}/programme.yaml", "questions:\n", f"questions:\n  - {asked}\n")
    condition(home, "conditions: [{id: vaert, accepted: [vaert], unless: {region: [syddanmark]}}]")
    found = states(home)
    assert (found["varde"].state, found["odense"].state, found["thisted"].state) == ("stands", "stands", "incomplete")


def malmoe(home: Path) -> None:
    applicant = "applicant: {municipalities: ['0573']}"
    edit(home, f"{HOME}/applications/varde.yaml", applicant, "applicant: {name: Malmø, country: SE}")


def test_an_applicant_outside_the_register_lacks_the_figures_that_are_read(home: Path) -> None:
    malmoe(home)
    edit(
        home, f"{HOME}/programme.yaml", "  rules:\n", "  rules:\n    - {id: stor, kind: sum, of: population, min: 1}\n"
    )
    one = states(home)["varde"]
    assert (one.state, danish(one)) == ("incomplete", "Ansøgningen mangler et tal, som udvælgelsen bruger: Indbyggere.")


@pytest.mark.parametrize("limit", ["of: population, min: 1000", "of: agent, max: 99", "accepted: [vaert]"])
def test_what_a_condition_cannot_see_is_a_finding_of_the_application(home: Path, limit: str) -> None:
    malmoe(home)
    asked = "{id: vaert, title: {da: Vil I være vært?}, type: yes_no}"
    edit(home, f"{HOME}/programme.yaml", "questions:\n", f"questions:\n  - {asked}\n")
    edit(home, f"{HOME}/programme.yaml", "    min: 5\n    target: 5\n", "    target: 5\n")
    condition(home, f"conditions: [{{id: proevet, {limit}}}]")
    one = states(home)["varde"]
    assert one.state == "incomplete"
    assert one.findings


STATES = frozenset(get_args(StateName))
BY = ", lokalomraade: By"
FORM = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["submitted"] * 5 + ["draft", "withdrawn"]),
        "example": st.sampled_from(["", "", "", "example: true\n"]),
        "received": st.sampled_from(
            [
                "received: {at: '2026-02-14T10:19+01:00', via: docx}\n",
                "received: {at: '2026-04-15T23:59+02:00', via: docx}\n",
                "received: {at: '2026-04-16T00:00+02:00', via: docx}\n",
                "",
            ]
        ),
        "timer": st.sampled_from(["timer: true, ", "timer: true, ", "timer: false, ", ""]),
        "netvaerk": st.sampled_from(["netvaerk: true", "netvaerk: true", "netvaerk: false", ""]),
        "answers": st.sampled_from(
            ["maal: Mål, lokalomraade: By", "maal: Mål, lokalomraade: By, borgere: 3", "maal: Mål"]
        ),
        "assessed": st.booleans(),
    }
)
CONDITIONS = st.lists(
    st.sampled_from(
        [
            "{id: b1, accepted: [netvaerk]}",
            "{id: b2, of: population, min: 45000, unless: {region: [hovedstaden]}}",
            "{id: b3, of: borgere, min: 3}",
            "{id: b4, of: score, min: 6}",
            "{id: b5, of: agent, max: 6}",
        ]
    ),
    unique=True,
)
KEYS = ("aalborg", "bornholm", "lolland", "odense", "thisted", "varde")


@few()
@given(st.lists(FORM, min_size=len(KEYS), max_size=len(KEYS)), CONDITIONS, st.sampled_from(["", "'0461'", "'0573'"]))
def test_every_application_is_in_exactly_one_state(
    forms: list[dict[str, str | bool]], conditions: list[str], outside: str
) -> None:
    with TemporaryDirectory() as place:
        home = make(Path(place) / "repo")
        asked = "{id: borgere, title: {da: Hvor mange?}, type: number, required: false}"
        edit(home, f"{HOME}/programme.yaml", "questions:\n", f"questions:\n  - {asked}\n")
        own = f"conditions: [{', '.join(conditions)}]\n"
        condition(
            home, own + (f"  outside: [{{municipality: {outside}, why: {{da: Egen plan}}}}]\n" if outside else "")
        )
        for key, form in zip(KEYS, forms, strict=True):
            write_form(home, key, form)
        found = states(home)
    assert {one.state for one in found.values()} <= STATES
    for one in found.values():
        assert bool(one.findings) == (one.state in {"incomplete", "unassessed"}), one
        assert bool(one.reason) or one.state != "condition"
        assert not one.reason or one.state in {"incomplete", "unassessed", "condition"}
        assert one.state == "stands" or one.state in {"draft", "sample"} or one.facts or one.findings
    said = [(form["status"], bool(form["example"]), found[key].state) for key, form in zip(KEYS, forms, strict=True)]
    for status, example, state in said:
        assert (state == "sample") == example
        assert (state == status) == (not example and status != "submitted")


def write_form(home: Path, key: str, form: dict[str, str | bool]) -> None:
    path = home / HOME / "applications" / f"{key}.yaml"
    text = path.read_text(encoding="utf-8")
    withdrawn = "withdrawn: {on: 2026-03-01, why: Andet}\n" if form["status"] == "withdrawn" else ""
    text = text.replace("status: submitted\n", f"status: {form['status']}\n{withdrawn}{form['example']}")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("received:")]
    body = "".join(lines)
    answered = f"answers: {{{form['answers']}}}\ncommitments: {{{form['timer']}{form['netvaerk']}}}\n"
    path.write_text(f"{body[: body.index('answers:')]}{form['received']}{answered}", encoding="utf-8")
    if not form["assessed"]:
        assessment(home, key, None)


def test_no_municipality_gives_itself_an_attribute_that_a_rule_reads(home: Path) -> None:
    applicant = "applicant: {municipalities: ['0573']"
    edit(home, f"{HOME}/applications/varde.yaml", f"{applicant}}}", f"{applicant}, attributes: {{nyt: [ja]}}}}")
    nyt = "    - {id: nyt, kind: quota, by: nyt, values: {ja: {min: 1}}}\n"
    edit(home, f"{HOME}/programme.yaml", "  rules:\n", f"  rules:\n{nyt}")
    data = load(home, programme=KEY).data
    own, programme = data.application(KEY, "varde"), data.programmes[KEY]
    assert own is not None
    assert [finding.code for finding in check_application(data, own, None)] == ["SK349"]
    assert programme.selection is not None
    pool = pool_for(data, programme, programme.selection, (own,))
    assert "nyt" not in pool.candidates[0].attributes


def test_no_host_takes_seats_from_others(home: Path) -> None:
    path = home / HOME / "applications" / "varde.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "hosting: {willing: true, seats: -50}\n", encoding="utf-8")
    one = states(home)["varde"]
    assert (one.state, [finding.code for finding in one.findings]) == ("incomplete", ["SK361"])
