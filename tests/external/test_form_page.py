"""The form's page, filled in in a headless Chromium, saves the application that `intake` reads."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from samskab.model.application import Application
from samskab.model.record import plain_values
from samskab.yaml.records import read_record
from tests.cli.commands.forms.test_form import BOXES, NAMES, PEOPLE, TEXTS, WANTED, application, names
from tests.external.browser import browser_with
from tests.form_programme import KEY, form_place, made_form
from tests.program import called

FILL = Path(__file__).parent / "fill_form.cjs"
CHOSEN = ("applicant", "answers.form")


JOINT = {"municipalities": ["0492", "0787", "0773"], "name": "Ærø, Thisted og Morsø"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "joint", "applicant"),
    [
        ("0492-aeroe", [], {"municipalities": ["0492"]}),
        ("0492-aeroe-thisted-morsoe", ["Thisted", "Ærø", "Morsø"], JOINT),
    ],
)
def test_the_page_saves_what_was_filled_in(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, key: str, joint: list[str], applicant: dict[str, Any]
) -> None:
    command = browser_with(FILL, tmp_path_factory.mktemp("modules"))
    place = form_place(tmp_path / "repo")
    (place / "private").mkdir(exist_ok=True)
    (tmp_path / "form.html").write_bytes(made_form("html"))
    given = {
        "texts": {name: text for name, text in TEXTS.items() if name not in CHOSEN} | {"answers.borgere": "1.200"},
        "choose": {name: TEXTS[name] for name in CHOSEN},
        "joint": joint,
        "tick": [[name, words] for name, ticked in BOXES.items() for words in ticked],
        "people": PEOPLE,
    }
    (tmp_path / "answers.json").write_text(json.dumps(given), encoding="utf-8")
    saved = tmp_path / "saved"
    parts = (tmp_path / "form.html", saved, tmp_path / "answers.json")
    done = subprocess.run([*command, *map(str, parts)], capture_output=True, check=False, timeout=120, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["errors"] == []
    assert told["kept"] == [0, 0]  # nothing before it is asked for, nothing after it is taken back
    assert "Vælg kommunen." in told["missing"]
    assert '"Hvad er målet med jeres indsats?" mangler et svar.' in told["missing"]
    assert told["files"] == [f"{key}.yaml", f"{key}-personer.yaml"]
    text = (saved / f"{key}.yaml").read_text(encoding="utf-8")
    assert [word for word in ("Prøve", "Anden", "aeroe.example") if word in text] == []  # nobody's name or address
    found = read_record(text.encode(), f"data/programmes/{KEY}/applications/{key}.yaml").record
    assert isinstance(found, Application)
    assert plain_values(found.applicant) == applicant
    keys = re.findall(r"p-0492([a-z0-9]{6})([a-z0-9])\b", text)
    assert [key for _, key in keys] == ["0", "1", "2"]
    assert len({mark for mark, _ in keys}) == 1  # of this saving and no other
    done = called(["intake", str(saved), "--programme", KEY, "--write"], place)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    assert application(place, key) == WANTED | {"id": key, "applicant": applicant}
    assert names(place) == NAMES
