"""The decision as a letter has it: for whom one on the waiting list can step in, as the cohort is now."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from samskab.documents.view.decision import decision_view
from samskab.model.decision import Event
from samskab.model.selection import Apart, Selection, Size
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.paths import GOLDEN

KEY = "naboskab-2026"


def test_who_waits_steps_in_for_those_of_the_cohort_as_it_is_now() -> None:
    data = load(GOLDEN, programme=KEY).data
    held = data.current_decision(KEY)
    assert held is not None
    apart = Selection(size=Size(min=1, max=6), rules=(Apart(id="hver", applicants=("thisted", "varde")),))
    gone = Event(on=date(2026, 5, 1), kind="withdrawn", applicant="varde", why="Nye opgaver", follows="0" * 64)

    def steps(*events: Event) -> tuple[str, ...]:
        decision = replace(held, selection=apart, aims=(), reasons=(), events=events)
        return decision_view(data, decision, "thisted", load_language("da"), date(2026, 5, 2)).steps_in_for

    assert steps() == ("Varde",)
    assert steps(gone) == ("Aalborg", "Aarhus", "Bornholm", "Lolland", "Odense")
