"""Conditions stand in the invitation, in words, before anybody applies."""

from __future__ import annotations

from pathlib import Path

import pytest

from samskab.documents.view.conditions import condition_text
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from tests.program import called
from tests.selection_repository import HOME, KEY, edit, make

OLD = "naboskab-2025"
CONDITIONS = {
    "{id: krav, accepted: [timer, netvaerk]}": "Der skal svares ja til dette: Vi stiller timer til rådighed. "
    "Vi deler vores erfaringer.",
    "{id: stor, of: population, min: 60000, unless: {region: [nordjylland]}}": "Indbyggere: mindst 60.000. "
    "Det gælder ikke Region Nordjylland.",
    "{id: niveau, of: score, min: 3, max: 8.5}": "samlet bedømmelse: mindst 3 og højst 8,5.",
    "{id: leder, of: leader, max: 1}": "Ledere: højst 1.",
    f"{{id: igen, not_among: {{programme: {OLD}, who: applied}}}}": "Kommunen må ikke have søgt Naboskab og sundhed.",
    f"{{id: ord, not_among: {{programme: {OLD}, who: applied}}, text: {{da: Kun nye kommuner.}}}}": "Kun nye kommuner.",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = make(tmp_path_factory.mktemp("conditions") / "repo")
    before = (place / HOME / "programme.yaml").read_text(encoding="utf-8").replace(f"id: {KEY}", f"id: {OLD}")
    (place / "data" / "programmes" / OLD).mkdir()
    (place / "data" / "programmes" / OLD / "programme.yaml").write_text(before, encoding="utf-8", newline="\n")
    intake = "intake:\n  kind: application\n"
    listed = "".join(f"    - {each}\n" for each in CONDITIONS)
    edit(place, f"{HOME}/programme.yaml", intake, f"{intake}  conditions:\n{listed}")
    return place


def test_each_condition_is_a_sentence(home: Path) -> None:
    data = load(home, programme=KEY).data
    programme, danish = data.programmes[KEY], load_language("da")
    texts = [condition_text(data, programme, each, danish) for each in programme.intake.conditions]
    assert texts == list(CONDITIONS.values())


@pytest.mark.parametrize(
    ("language", "heading"), [("da", "## Hvem kan komme i betragtning?"), ("en", "## Who can be considered?")]
)
def test_the_invitation_lists_the_conditions(home: Path, tmp_path: Path, language: str, heading: str) -> None:
    words = ("--lang", language, "render", "invitation", "--programme", KEY, "--for", "all", "--to", "md")
    done = called((*words, "--out", str(tmp_path)), home)
    assert done.returncode == 0, done.stderr.decode()
    text = (tmp_path / "invitation-0461-odense.md").read_text(encoding="utf-8")
    assert heading in text
    assert text.index(heading) < text.index("60.000" if language == "da" else "60,000")
