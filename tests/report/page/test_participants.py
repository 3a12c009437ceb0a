"""Who takes part in a programme that chooses nobody."""

from __future__ import annotations

from msgspec.structs import replace

from samskab.model.dataset import Dataset
from samskab.model.programme import Capacity
from samskab.report.page.edition import PageBasis
from samskab.report.page.participants import Participants, participants
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.paths import GOLDEN

KEY = "naboskab-2026"


def page(data: Dataset) -> Participants:
    programme = replace(data.programmes[KEY], capacity=Capacity(everyone=True), selection=None)
    return participants(PageBasis(data, programme, load_language("da")))


def test_each_that_is_handed_in_has_a_pin_and_counts_in_its_region() -> None:
    data = load(GOLDEN, programme=KEY).data
    odense = data.application(KEY, "odense")
    assert odense is not None
    left = data.with_instead(odense, replace(odense, status="withdrawn"))
    whole, fewer = page(data), page(left)
    names = [place.name for place in whole.places]
    assert whole.headline == f"{len(names)} kommuner er med"
    assert sorted(names) == sorted(data.applicant_name(each) for each in data.applications(KEY))
    assert [place.label for place in whole.places] == [str(n) for n in range(1, len(names) + 1)]
    assert whole.map.count('class="pin selected') >= len(names)
    assert sum(region.chosen for region in whole.regions) == len(names)
    assert {*names} - {place.name for place in fewer.places} == {"Odense"}


def test_without_anybody_there_is_no_map_and_no_figure() -> None:
    empty = page(
        Dataset(each for each in load(GOLDEN, programme=KEY).data.records() if type(each).__name__ != "Application")
    )
    assert (empty.headline, empty.map, empty.figures, empty.regions) == ("Ingen kommuner er tilmeldt", "", (), ())
