"""Numbers that are missing, fall between steps, contradict each other; pages, seats, years and cancelled meetings."""

from __future__ import annotations

from datetime import date

import pytest

from samskab.check.run import check_application, check_dataset
from samskab.fairness.effective_selection import CAPACITY, effective_selection
from samskab.finding import Finding, Severity
from samskab.model.application import Application
from samskab.model.selection import Score, Seats, Size, Sum
from samskab.yaml.catalogue import load_language
from tests.example_files import example, repository

HERE = "data/programmes/naboskab-2026"
PROGRAMME, SCHEDULE = f"# {HERE}/programme.yaml\n", f"# {HERE}/schedule.yaml\n"
LOLLAND = f"# {HERE}/applications/lolland.yaml\n"
SUM = "selection:\n  rules: [{{id: tal, kind: sum, of: {}, max: 900}}]\n"


def found(text: str, code: str, today: date = date(2026, 3, 7)) -> list[Finding]:
    data, _, unreadable = repository(example(text).files)
    assert not unreadable
    every = [f for a in data.all(Application) for f in check_application(data, a, today)]
    return [finding for finding in (*every, *check_dataset(data, today)) if finding.code == code]


def test_a_missing_figure_is_named_once_with_those_who_lack_it() -> None:
    without = "# data/municipalities/0360-lolland.yaml\nfigures: {}\n"
    without += "# data/municipalities/0573-varde.yaml\nfigures: {}\n"
    (missing,) = found(PROGRAMME + SUM.format("population") + without, "SK263")
    assert (missing.field, missing.values["names"]) == ("selection.rules[0].of", ("Lolland", "Varde"))
    assert found(PROGRAMME + SUM.format("participants") + without, "SK263") == []
    outside = LOLLAND + "status: draft\n# data/municipalities/0360-lolland.yaml\nfigures: {}\n"
    assert found(PROGRAMME + SUM.format("population") + outside, "SK263") == []


def test_a_band_needs_the_figure_of_everyone_who_may_apply() -> None:
    band = "selection:\n  bands: [{id: folketal, of: population, steps: [{id: alle}]}]\n"
    rule = "  rules: [{id: stor, kind: quota, by: folketal, each: {min: 1}}]\n"
    without = "# data/municipalities/0376-guldborgsund.yaml\nfigures: {}\n"  # did not apply
    (missing,) = found(PROGRAMME + band + rule + without, "SK263")
    assert (missing.field, missing.values["names"]) == ("selection.bands[0].of", ("Guldborgsund",))
    assert found(PROGRAMME + band + without, "SK263") == []  # a band that nothing reads


@pytest.mark.parametrize(("codes", "named"), [("'0360', '0376'", ["Guldborgsund"]), ("'0360'", [])])
def test_several_together_need_the_base_of_a_share(codes: str, named: list[str]) -> None:
    share = "figures:\n  share-65plus: [{year: 2024, value: 20, source: danmarks-statistik}]\n"
    every = "".join(f"# data/municipalities/0376-guldborgsund.yaml\n{share}" for _ in range(1))
    own = LOLLAND + f"applicant: {{municipalities: [{codes}], name: Lolland-Falster}}\n"
    missing = found(PROGRAMME + SUM.format("share-65plus") + every + own, "SK263")
    of_base = [f for f in missing if f.values["figure"] == "Indbyggere"]
    assert [name for f in of_base for name in f.values["names"]] == named


def test_an_answer_that_is_missing_is_not_zero() -> None:
    asked = "questions: [{id: borgere, title: {da: Hvor mange?}, type: number, required: false}]\n"
    some = LOLLAND + "answers: {borgere: 0}\n"
    missing = found(PROGRAMME + asked + SUM.format("borgere") + some, "SK264")
    assert sorted({f.span.path.rpartition("/")[2] for f in missing}) == [
        f"{name}.yaml" for name in ("aalborg", "aarhus", "bornholm", "odense", "thisted", "varde")
    ]
    assert found(PROGRAMME + asked + SUM.format("score") + some, "SK264") == []  # assessing is not the applicant's
    draft = found(PROGRAMME + asked + SUM.format("borgere") + LOLLAND + "status: draft\n", "SK264")
    assert [f.severity for f in draft if "lolland" in f.span.path] == [Severity.INFO], "said before it is handed in"


@pytest.mark.parametrize(
    ("steps", "outside"),
    [
        ("{id: smaa, max: 38533}, {id: store, min: 38533.5}", 0),
        ("{id: smaa, max: 38532}, {id: store, min: 38534}", 1),
        ("{id: store, min: 45000}", 5),
        ("{id: smaa, max: 38533}, {id: store, min: 38533}", 0),
    ],
)
def test_no_value_falls_between_the_steps(steps: str, outside: int) -> None:
    band = f"selection:\n  bands: [{{id: folketal, of: population, steps: [{steps}]}}]\n"
    gaps = found(PROGRAMME + band, "SK265")
    assert [f.values["count"] for f in gaps] == ([outside] if outside else [])


def test_at_least_75000_and_at_most_70000_cannot_be_said() -> None:
    step = "selection:\n  bands: [{id: folketal, of: population, steps: [{id: alle, min: 75000, max: 70000}]}]\n"
    (one,) = found(PROGRAMME + step, "SK203")
    assert one.field == "selection.bands[0].steps[0].min"
    two = """selection:
  rules:
    - {id: hoejst, kind: sum, of: population, max: 70000}
    - {id: mindst, kind: sum, of: population, min: 75000%s}
"""
    (clash,) = found(PROGRAMME + two % "", "SK266")
    assert (clash.field, clash.values["least"], clash.values["most"]) == ("selection.rules[1]", 75000, 70000)
    assert found(PROGRAMME + two % ", price: 2", "SK266") == []
    quota = """selection:
  rules:
    - {id: en, kind: quota, by: region, each: {max: 2}}
    - {id: to, kind: quota, by: region, values: {sjaelland: {min: 3}}}
"""
    assert [f.field for f in found(PROGRAMME + quota, "SK266")] == ["selection.rules[1]"]


def room(seats: int) -> str:
    venues = f"# data/venues.yaml\nvenues:\n  - {{id: kl-huset, name: KL-huset, city: København, seats: {seats}}}\n"
    return venues + "  - {id: moedehuset, name: Mødehuset, city: Aarhus, seats: 900}\n"


OF_TWO_ROLES = "    audience: [leader, staff]\n    guest: {name: Gæst A}\n"
"""Six are chosen and send a leader and a member of staff each; the roles ask for eight people at least."""
OF_A_TRACK = f"    tracks: [ledere]\n{PROGRAMME}tracks: [{{id: ledere, title: {{da: Ledere}}, roles: [leader]}}]\n"
OF_ALL = f"{PROGRAMME}capacity: {{everyone: true}}\n{SCHEDULE}"


@pytest.mark.parametrize(
    ("who", "seats", "expected"),
    [
        (OF_TWO_ROLES, 12, 13),
        (OF_TWO_ROLES, 13, None),
        ("", 11, 12),  # no roles named: for all who come
        ("", 12, None),
        ("    seats_expected: 11\n", 11, None),
        ("    kind: info_meeting\n", 5, None),
        (OF_A_TRACK, 5, 6),
        (OF_ALL, 13, 14),  # all seven who applied
    ],
)
def test_a_room_holds_those_who_are_chosen_and_the_guest(who: str, seats: int, expected: int | None) -> None:
    meeting = SCHEDULE + "meetings:\n  - id: kursusdag-1\n    title: {da: 1. kursusdag}\n"
    meeting += "" if "kind:" in who else "    kind: course_day\n"
    small = found(room(seats) + meeting + "    date: 2026-05-11\n    venue: kl-huset\n" + who, "SK418")
    assert [f.values["expected"] for f in small] == ([] if expected is None else [expected])


@pytest.mark.parametrize(("seats", "place"), [("", "hosting"), (", seats: 8", "hosting.seats"), (", seats: 12", None)])
def test_a_willing_host_says_for_how_many(seats: str, place: str | None) -> None:
    text = SCHEDULE + "hosting: {each_host_max: 1, seats: 12}\n" + LOLLAND + f"hosting: {{willing: true{seats}}}\n"
    assert [one.field for one in found(text, "SK336")] == ([place] if place else [])


@pytest.mark.parametrize(
    ("note", "promised", "kept"),
    [("", 3, False), ("    status_note: {da: Sygdom.}\n", 3, True), ("    status_note: {da: Sygdom.}\n", 4, False)],
)
def test_a_meeting_cancelled_in_the_open_breaks_no_promise(note: str, promised: int, kept: bool) -> None:
    text = PROGRAMME + f"tracks: [{{id: staff, title: {{da: Spor}}, roles: [staff], promised_days: {promised}}}]\n"
    text += SCHEDULE + "meetings:\n"
    for number, more in ((1, ""), (2, ""), (3, f"    status: cancelled\n{note}")):
        text += f"  - id: dag-{number}\n    kind: course_day\n    title: {{da: Dag {number}}}\n"
        text += f"    tracks: [staff]\n    date: 2026-05-1{number}\n{more}"
    assert (found(text, "SK401") == []) == kept


@pytest.mark.parametrize(
    ("more", "stale"),
    [
        ("period: {start: 2027-05}\n", ["intro"]),
        ("period: {start: 2027-05}\nsteps: [{id: svar, title: {da: Svar}, on: 2026-12}]\n", []),
        ("period: {start: 2026-05}\n", []),
        ("period: {start: {tbd: true, decide_by: 2026-09-01}}\ncontinues: sidste-aar\n", ["intro"]),
    ],
)
def test_the_year_of_last_years_copy_is_found(more: str, stale: list[str]) -> None:
    opens = "intake: {kind: application, rounds: [{id: en, opens: 2027-01-05, closes: {date: 2027-02-01}}]}\n"
    steps = "" if "steps" in more else "steps: []\n"
    draft = PROGRAMME + f"status: draft\nintro: {{da: Vær med i 2026.}}\n{opens}{steps}{more}"
    last = "# data/programmes/sidste-aar/programme.yaml\nid: sidste-aar\nperiod: {start: 2026-05}\n"
    stated = [f for f in found(draft + last, "SK244") if "naboskab" in f.span.path]
    assert [f.field for f in stated] == stale
    is_guess = "continues" in more
    assert {f.severity for f in stated} <= {Severity.INFO if is_guess else Severity.WARNING}
    assert ["måske" in load_language("da").say("SK244", **f.values) for f in stated] == [is_guess] * len(stale)


CAPACITIES = [
    ("{applicants: {max: 5}}", Size(min=0, max=5), 0, True),
    ("{municipalities: {max: 5}}", Size(min=0, max=5, counts="municipalities"), 0, True),
    ("{municipalities: {min: 4, max: 4}}", Size(min=4, max=4, counts="municipalities"), 0, False),
    ("{applicants: {min: 2, max: 5}, municipalities: {max: 7}}", Size(min=2, max=5), 1, True),
    ("{municipalities: {min: 4}}", None, 0, False),
]


@pytest.mark.parametrize(("capacity", "size", "rules", "fill"), CAPACITIES)
def test_a_capacity_without_a_size_means_up_to_so_many(
    capacity: str, size: Size | None, rules: int, fill: bool
) -> None:
    text = PROGRAMME + f"capacity: {capacity}\nselection:\n  aims: [{{kind: score}}]\n"
    (programme,) = repository(example(text).files)[0].programmes.values()
    selection = effective_selection(programme)
    assert selection is not None
    assert selection.size == size
    assert selection.rules == (Sum(id=CAPACITY, of="municipalities", max=7),) * rules
    assert selection.aims == ((Seats(), Score()) if fill else (Score(),))
