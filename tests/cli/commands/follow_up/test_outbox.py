"""`samskab outbox show|add|missing` and `render --sent` on the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from samskab.model.outbox import Outbox
from samskab.usecases.load import load
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.program import called

PROGRAMME = "naboskab-2026"
OUTBOX = f"data/programmes/{PROGRAMME}/outbox.yaml"
SCHEDULE = f"data/programmes/{PROGRAMME}/schedule.yaml"
CHOSEN = ("aalborg", "aarhus", "bornholm", "lolland", "odense", "varde")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return copied(GOLDEN, tmp_path / "repo")


def _run(repo: Path, *words: str, day: str = "2026-05-01") -> tuple[int, str]:
    done = called([*words, "--today", day], repo)
    return done.returncode, (done.stdout + done.stderr).decode()


def _edit(repo: Path, path: str, old: str, new: str) -> None:
    text = (repo / path).read_text(encoding="utf-8")
    assert old in text
    (repo / path).write_text(text.replace(old, new), encoding="utf-8")


def _outbox(repo: Path) -> Outbox:
    read = load(repo)
    assert not [each for each in read.findings if each.span.path == OUTBOX]
    found = read.data.outbox(PROGRAMME)
    assert found is not None
    return found


def test_it_shows_what_was_sent(repo: Path) -> None:
    code, told = _run(repo, "outbox", "show", PROGRAMME)
    assert code == 0
    head, columns, _, sent, *_ = told.splitlines()
    assert (head, columns.split()) == ('Sendt i "Naboskab og sundhed":', ["Dag", "Skabelon", "Vej", "Til"])
    assert sent.split("  ")[1:] == ["5. januar 2026", "invitation@1", "mail", "alle"]
    _edit(repo, OUTBOX, "recipients: all", "applications: [thisted, varde]")
    assert "  Thisted Kommune og Varde Kommune" in _run(repo, "outbox", "show")[1]


def test_what_was_sent_is_entered_once_and_leaves_every_other_byte(repo: Path) -> None:
    before = (repo / OUTBOX).read_bytes()
    assert _run(repo, "outbox", "add", "acceptance", "--channel", "digital_post", "--on", "2026-04-30")[0] == 0
    written = (repo / OUTBOX).read_bytes()
    assert written.startswith(before.rstrip())
    new = _outbox(repo).sendings[-1]
    assert (new.id, str(new.on), new.channel, new.applications) == ("acceptance", "2026-04-30", "digital_post", CHOSEN)
    assert "Intet er skrevet" in _run(repo, "outbox", "add", "acceptance")[1]
    assert (repo / OUTBOX).read_bytes() == written


def test_only_those_who_have_not_got_it_are_entered(repo: Path) -> None:
    _run(repo, "outbox", "add", "acceptance", "--for", "Odense")
    _run(repo, "outbox", "add", "acceptance")
    first, second = _outbox(repo).sendings[1:]
    assert (first.applications, second.id) == (("odense",), "acceptance-2")
    assert second.applications == tuple(key for key in CHOSEN if key != "odense")


def test_a_programme_without_an_outbox_gets_one(repo: Path) -> None:
    (repo / OUTBOX).unlink()
    assert _run(repo, "outbox", "add", "invitation")[0] == 0
    assert _outbox(repo).sendings[0].recipients == "all"
    assert (repo / OUTBOX).read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../../../schemas/")


def test_a_list_without_sendings_gets_its_first(repo: Path) -> None:
    (repo / OUTBOX).write_text(f"schema: samskab/outbox@1\nprogramme: {PROGRAMME}\nsendings: []\n", encoding="utf-8")
    assert _run(repo, "outbox", "add", "kronik", "--channel", "press")[0] == 0
    assert [(each.id, each.channel) for each in _outbox(repo).sendings] == [("kronik", "press")]


def test_a_letter_to_a_municipality_without_application_is_entered_by_its_code(repo: Path) -> None:
    (repo / OUTBOX).unlink()
    _run(repo, "outbox", "add", "invitation", "--for", "Thisted")
    assert _outbox(repo).sendings[0].municipalities == ("0787",)


def test_the_day_that_a_letter_gave_for_its_meeting_is_entered(repo: Path) -> None:
    _run(repo, "outbox", "add", "practical", "--meeting", "kursusdag-1")
    _run(repo, "outbox", "add", "practical", "--meeting", "kursusdag-2-3")
    first, second = _outbox(repo).sendings[1:]
    assert (first.meeting, str(first.meeting_day)) == ("kursusdag-1", "2026-05-11")
    assert (second.meeting, str(second.meeting_day)) == ("kursusdag-2-3", "2026-09-15")
    assert "SK614" not in _run(repo, "validate", "--format", "concise")[1]


def test_those_who_were_told_another_day_of_a_meeting_are_missing(repo: Path) -> None:
    _run(repo, "outbox", "add", "practical", "--meeting", "kursusdag-1", "--for", "Odense")
    assert "Flyttet" not in _run(repo, "outbox", "missing")[1]
    _edit(repo, SCHEDULE, "date: 2026-05-11", "date: 2026-05-12")
    assert "Flyttet: 1. kursusdag  1      Odense Kommune" in _run(repo, "outbox", "missing")[1]
    _run(repo, "outbox", "add", "meeting-moved", "--meeting", "kursusdag-1", "--for", "Odense")
    assert "Flyttet" not in _run(repo, "outbox", "missing")[1]


def test_a_letter_to_all_told_everyone_the_day_of_its_meeting(repo: Path) -> None:
    with (repo / OUTBOX).open("a", encoding="utf-8") as file:
        file.write("  - {id: moede, on: 2026-04-01, channel: mail, template: practical, recipients: all,\n")
        file.write("     meeting: kursusdag-1, meeting_day: 2026-05-10}\n")
    assert "Flyttet: 1. kursusdag  13     alle" in _run(repo, "outbox", "missing")[1]
    _run(repo, "outbox", "add", "meeting-moved", "--meeting", "kursusdag-1", "--for", "Odense")
    assert re.search(r"Flyttet: 1\..* 12 ", _run(repo, "outbox", "missing")[1])


def test_the_letter_about_a_moved_meeting_names_the_day_that_was_told(repo: Path) -> None:
    for place in (repo / "data/programmes" / PROGRAMME / "releases").iterdir():
        place.unlink()
    _run(repo, "outbox", "add", "practical", "--meeting", "kursusdag-1")
    _edit(repo, SCHEDULE, "date: 2026-05-11", "date: 2026-05-12")
    words = ("render", "meeting-moved", "--meeting", "kursusdag-1", "--for", "Odense", "--to", "txt")
    first = _run(repo, *words)[1]
    assert "11. maj 2026" in first
    _run(repo, "outbox", "add", "meeting-moved", "--meeting", "kursusdag-1")
    assert "11. maj 2026" in _run(repo, *words)[1]


def test_missing_names_those_without_their_answer(repo: Path) -> None:
    _run(repo, "outbox", "add", "acceptance")
    told = _run(repo, "outbox", "missing")[1]
    assert "I er på venteliste  1      Thisted Kommune" in told
    assert "tilsagn" not in told
    _run(repo, "outbox", "add", "waiting-list")
    assert "Alle har fået svar på deres ansøgning" in _run(repo, "outbox", "missing")[1]


def test_render_enters_what_it_wrote(repo: Path) -> None:
    words = ("render", "--for", "applicants", "--to", "txt", "--out", "../out", "--sent", "--channel", "letter")
    code, told = _run(repo, *words)
    assert code == 0, told
    sent = {each.template: (each.channel, each.applications) for each in _outbox(repo).sendings[1:]}
    assert sent == {"acceptance": ("letter", CHOSEN), "waiting-list": ("letter", ("thisted",))}


@pytest.mark.parametrize("option", ["--check", "--diff", "--watch", "--allow-draft"])
def test_sent_is_refused_where_nothing_final_is_written(repo: Path, option: str) -> None:
    before = (repo / OUTBOX).read_bytes()
    assert _run(repo, "render", "acceptance", "--to", "txt", "--sent", option)[0] == 2
    assert (repo / OUTBOX).read_bytes() == before


def test_what_is_not_sent_yet_is_refused(repo: Path) -> None:
    code, told = _run(repo, "outbox", "add", "acceptance", "--on", "2026-05-02")
    assert (code, "efter i dag" in told) == (2, True)


def test_an_outbox_with_mistakes_gets_nothing(repo: Path) -> None:
    _edit(repo, OUTBOX, "channel: mail", "channel: due")
    before = (repo / OUTBOX).read_bytes()
    for words in (("outbox", "add", "acceptance"), ("outbox", "missing"), ("outbox", "show")):
        code, told = _run(repo, *words)
        assert code == 1
        assert f"{OUTBOX}:6:14" in told
    assert (repo / OUTBOX).read_bytes() == before


def test_an_unknown_letter_meeting_or_recipient_is_refused(repo: Path) -> None:
    for words in (("hest",), ("practical", "--meeting", "hest"), ("acceptance", "--for", "hest")):
        assert _run(repo, "outbox", "add", *words)[0] == 2


def test_a_letter_that_is_none_leads_to_the_help_of_the_outbox(repo: Path) -> None:
    for words in (("afslag", "--for", "Odense"), ("rejection", "--for", "Odnese")):
        code, told = _run(repo, "outbox", "add", *words)
        assert (code, "samskab outbox add --help" in told, "samskab render --help" in told) == (2, True, False)
