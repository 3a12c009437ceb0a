"""`samskab intake`: a form's export becomes drafts when all of it is right."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from samskab.intake.csv_table import read_csv
from samskab.model.application import Application
from samskab.model.people import People
from samskab.usecases.forms.read_forms import IntakeChoice, plan_intake
from samskab.usecases.load import load
from samskab.yaml.catalogue import load_language
from samskab.yaml.records import read_record
from tests.folder_copies import copied
from tests.paths import GOLDEN
from tests.program import called
from tests.workbooks import sheet, workbook

KEY = "naboskab-2026"


def test_a_form_becomes_drafts_only_when_all_is_right(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("\ufeffKommune;sko\nÆrø;44\nLolan;45\nÆrø\n", encoding="utf-8")
    done = samskab("intake", "svar.csv", "--programme", KEY, "--write", "--format", "concise", cwd=repo)
    assert done.returncode == 1
    assert [line.split()[:2] for line in done.stdout.decode().splitlines()] == [
        ["svar.csv:1:9:", "SK081"],
        ["svar.csv:3:1:", "SK083"],
        ["svar.csv:4:1:", "SK080"],
    ]
    assert not list(repo.rglob("applications/0492*"))
    (repo / "svar.csv").write_text("Kommune\nÆrø\n", encoding="utf-8")
    assert samskab("intake", "svar.csv", "--programme", KEY, cwd=repo).returncode == 0
    assert not list(repo.rglob("applications/0492*"))
    assert samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo).returncode == 0
    (made,) = repo.rglob("applications/0492*")
    assert read_record(made.read_bytes(), made.relative_to(repo).as_posix()).findings == ()
    before = made.read_bytes()
    assert samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo).returncode == 0
    assert made.read_bytes() == before


def test_several_that_apply_together_have_one_application_beside_those_of_their_own(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("Kommune;maal\nÆrø;a\nÆrø og Morsø;b\nMorsø & Ærø;c\n", encoding="utf-8")
    done = samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo)
    assert done.returncode == 0, done.stdout
    assert "Morsø og Ærø står to gange" in (done.stdout + done.stderr).decode()
    alone, both = sorted(repo.rglob("applications/0*"))
    assert (alone.name, both.name) == ("0492-aeroe.yaml", "0773-morsoe-aeroe.yaml")
    application = read_record(both.read_bytes(), both.relative_to(repo).as_posix()).record
    assert isinstance(application, Application)
    assert (application.applicant.municipalities, application.applicant.name) == (("0773", "0492"), "Morsø og Ærø")
    assert application.answers == {"maal": "c"}
    before = both.read_bytes()
    again = samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo)
    assert (again.returncode, both.read_bytes()) == (0, before)


def test_a_blank_is_not_a_no(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("Kommune;timer;netvaerk\nÆrø;;nej\n", encoding="utf-8")
    assert samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo).returncode == 0
    (made,) = repo.rglob("applications/0492*")
    application = read_record(made.read_bytes(), made.relative_to(repo).as_posix()).record
    assert isinstance(application, Application)
    assert application.commitments == {"netvaerk": False}


def test_a_cpr_number_in_a_form_is_told_and_not_repeated(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("Kommune;x\nÆrø;251248-9996\n", encoding="utf-8")
    done = samskab("intake", "svar.csv", "--programme", KEY, cwd=repo)
    assert done.returncode == 1
    assert b"SK701" in done.stdout
    assert b"9996" not in done.stdout + done.stderr


def test_what_was_edited_is_never_replaced(samskab, repo: Path) -> None:
    def told(answer: str, *more: str) -> str:
        (repo / "svar.csv").write_text(f"Kommune;maal\nÆrø;{answer}\n", encoding="utf-8")
        done = samskab("intake", "svar.csv", "--programme", KEY, *more, cwd=repo)
        assert done.returncode == 0, done.stderr
        return (done.stdout + done.stderr).decode()

    assert "Ny: Ærø" in told("Flere cykler.", "--write")
    (made,) = repo.rglob("applications/0492*")
    same = told("Flere cykler.")
    assert "Uændret: Ærø" in same
    assert '"Vi stiller timer til rådighed." og "Vi deler vores erfaringer."' in same  # without a column
    assert "Nyt svar fra kommunen: Ærø" in told("Flere går.", "--write")
    assert "Flere cykler." in made.read_text(encoding="utf-8")
    assert "1 fil klar" in told("Flere går.", "--update")
    told("Flere går.", "--update", "--write")
    assert "Flere går." in made.read_text(encoding="utf-8")
    made.write_text(made.read_text(encoding="utf-8").replace("Flere går.", "Mange går."), encoding="utf-8")
    assert "Rettet af jer, svaret er det samme: Ærø" in told("Flere går.", "--update", "--write")
    both = told("Flere løber.", "--update", "--write")
    assert "Både filen og svaret er ændret" in both
    assert "slet filen, og læs ind igen" in both
    assert "Mange går." in made.read_text(encoding="utf-8")


def test_people_go_into_the_private_store(samskab, repo: Path) -> None:
    (repo / "private").mkdir(exist_ok=True)
    people = repo / "private" / "people.yaml"
    people.unlink(missing_ok=True)
    (repo / "svar.csv").write_text(
        "Kommune;Navn;E-mail;Leder: navn;Leder: titel\nÆrø;Kontakten;kontakt@example.org;Lederen;Kulturchef\n",
        encoding="utf-8",
    )
    done = samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo)
    assert done.returncode == 0, done.stdout
    (made,) = repo.rglob("applications/0492*")
    text = made.read_text(encoding="utf-8")
    assert "Kontakten" not in text
    assert "example.org" not in text
    application = read_record(made.read_bytes(), made.relative_to(repo).as_posix()).record
    assert isinstance(application, Application)
    assert application.contact == "p-0492a"
    assert [(one.role, one.person, one.title) for one in application.participants] == [
        ("leader", "p-0492b", "Kulturchef")
    ]
    stored = read_record(people.read_bytes(), "private/people.yaml").record
    assert {key: (one.name, one.mail) for key, one in stored.people.items()} == {
        "p-0492a": ("Kontakten", "kontakt@example.org"),
        "p-0492b": ("Lederen", None),
    }
    assert "Uændret" in samskab("intake", "svar.csv", "--programme", KEY, cwd=repo).stdout.decode()


def test_what_is_not_read_in_a_folder_is_named(samskab, repo: Path) -> None:
    (repo / "ind" / "undermappe").mkdir(parents=True)
    (repo / "ind" / "svar.csv").write_text("Kommune\nÆrø\n", "utf-8")
    for name in ("skema.odt", "~$skema.docx", "._svar.csv", "Thumbs.db"):
        (repo / "ind" / name).write_bytes(b"x")
    done = samskab("intake", "ind", "--programme", KEY, cwd=repo)
    assert done.returncode == 0, done.stdout
    assert done.stderr.decode().startswith("Ikke læst: skema.odt og undermappe.")
    (repo / "ind" / "svar.csv").unlink()
    done = samskab("intake", "ind", "--programme", KEY, cwd=repo)
    assert (done.returncode, done.stderr.decode().startswith("Ikke læst: skema.odt og undermappe.")) == (2, True)


def test_older_answers_never_replace_later_ones(samskab, repo: Path) -> None:
    (repo / "ny.csv").write_text("Kommune;Modtaget;maal\nÆrø;2026-02-09;Det nye\n", "utf-8")
    (repo / "gammel.csv").write_text("Kommune;Modtaget;maal\nÆrø;2026-02-02;Det gamle\n", "utf-8")
    for name in ("ny.csv", "gammel.csv"):
        options = ("--programme", KEY, "--write", "--update", "--today", "2026-03-01")
        done = samskab("intake", name, *options, cwd=repo)
        assert done.returncode == 0, done.stdout
    assert "SK086" in done.stdout.decode()
    (made,) = repo.rglob("applications/0492*")
    assert "Det nye" in made.read_text(encoding="utf-8")


def test_each_person_has_a_line_also_in_a_store_that_was_emptied(samskab, repo: Path) -> None:
    (repo / "private").mkdir(exist_ok=True)
    people = repo / "private" / "people.yaml"
    people.write_bytes(b"# v\xc3\xa5re\r\nschema: samskab/people@1\r\npeople: {}  # ingen\r\n# slut\r\n")
    (repo / "svar.csv").write_text(
        "Kommune;Navn;Mail;Leder: navn\nÆrø;Prøve Person;p@aeroe.example;Anden Person\n", "utf-8"
    )
    done = samskab("intake", "svar.csv", "--programme", KEY, "--write", cwd=repo)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = people.read_bytes().decode().split("\r\n")
    assert lines[:4] == ["# våre", "schema: samskab/people@1", "people:  # ingen", "  p-0492a:"]
    assert lines[-2:] == ["# slut", ""]
    assert max(map(len, lines)) < 40
    stored = read_record(people.read_bytes(), "private/people.yaml").record
    assert isinstance(stored, People)
    assert [each.name for each in stored.people.values()] == ["Prøve Person", "Anden Person"]


def test_a_folder_of_files_gives_the_later_answer_of_a_municipality(samskab, repo: Path) -> None:
    folder = repo / "svar"
    folder.mkdir()
    (folder / "a.csv").write_text("Kommune;Modtaget;maal\nÆrø;20-02-2026 10:00;Senest.\n", encoding="utf-8")
    (folder / "b.xlsx").write_bytes(
        workbook(sheet([["Kommune", "Modtaget", "maal"], ["492", "19-02-2026 10:00", "Før."]]))
    )
    (folder / "logo.png").write_bytes(b"x")
    done = samskab("intake", "svar", "--programme", KEY, "--write", "--today", "2026-02-21", cwd=repo)
    assert done.returncode == 0, done.stdout
    assert b"SK086" in done.stdout
    (made,) = repo.rglob("applications/0492*")
    assert "Senest." in made.read_text(encoding="utf-8")


def test_a_cpr_number_in_a_workbook_is_told_at_its_cell_and_not_repeated(samskab, repo: Path) -> None:
    (repo / "svar.xlsx").write_bytes(workbook(sheet([["Kommune", "timer"], ["Ærø", "251248-9996"]])))
    done = samskab("intake", "svar.xlsx", "--programme", KEY, "--format", "concise", cwd=repo)
    assert done.returncode == 1
    assert done.stdout.startswith(b"svar.xlsx:Ark1!B2")
    assert b"SK701" in done.stdout
    assert b"9996" not in done.stdout + done.stderr


def test_each_row_is_a_step_of_the_progress(repo: Path) -> None:
    loaded, steps = load(repo, programme=KEY), []
    form = read_csv("Kommune\nÆrø\nLolland\n".encode(), "svar.csv")
    choice = IntakeChoice("draft", update=False)
    known, today = loaded.data.programmes[KEY], date(2026, 3, 7)
    plan_intake(loaded, known, [form], choice, load_language("da"), today, lambda *step: steps.append(step))
    assert {("rows", 0, 3), ("rows", 2, 3), ("rows", 1, 2)} <= set(steps)


def _undecided(root: Path) -> Path:
    """The golden repository before its decision, with a private store."""
    copied(GOLDEN, root)
    (root / "private").mkdir()
    for place in (root / "data/programmes/naboskab-2026/decisions").iterdir():
        place.unlink()
    (root / "svar.csv").write_text("Kommune;Navn;E-mail\nEsbjerg;Ane Prøve;ane@esbjerg.dk\n", encoding="utf-8")
    return root


def test_reply_writes_a_draft_with_what_is_missing_and_until_when(tmp_path: Path) -> None:
    root = _undecided(tmp_path / "repo")
    words = ["intake", "svar.csv", "--programme", "naboskab-2026", "--submitted", "--reply", "--today", "2026-01-21"]
    assert called(words, root).returncode == 2
    unsent = called([word for word in [*words, "--write"] if word != "--submitted"], root)
    assert (unsent.returncode, "en kladde får ingen kvittering" in unsent.stderr.decode()) == (1, True)
    next((root / "data").rglob("applications/0561*")).unlink()
    done = called([*words, "--write"], root)
    assert done.returncode == 0, done.stderr.decode()
    (place,) = (root / "out/naboskab-2026").glob("*.eml")
    draft = message_from_bytes(place.read_bytes(), policy=default)
    body = draft.get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert draft["to"] == "ane@esbjerg.dk"
    assert "Det mangler vi fra jer" in text
    assert "Hvad er målet" in text
    assert "senest onsdag den 15. april 2026" in text
    assert called([*words, "--write"], root).returncode == 0
    assert len(list((root / "out/naboskab-2026").glob("*.eml"))) == 1


def test_an_application_cannot_have_come_in_the_future(samskab, repo: Path) -> None:
    (repo / "svar.csv").write_text("Kommune;Modtaget\nÆrø;2030-12-01 10:00\n", encoding="utf-8")
    done = samskab("intake", "svar.csv", "--programme", KEY, "--write", "--format", "concise", cwd=repo)
    assert done.returncode == 1
    (line,) = done.stdout.decode().splitlines()
    assert line.split()[:2] == ["svar.csv:2:1:", "SK343"]
    assert not list(repo.rglob("applications/0492*"))


def test_after_the_choice_is_announced_a_new_application_is_written_only_as_a_draft(samskab, repo: Path) -> None:
    (record,) = repo.rglob("decisions/*.yaml")
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace('status: "decided"', 'status: "released"'), encoding="utf-8")
    (repo / "svar.csv").write_text("Kommune;Modtaget\nÆrø;2026-04-14 10:00\n", encoding="utf-8")
    words = ("--lang", "da", "intake", "svar.csv", "--programme", KEY, "--write", "--today", "2026-05-01")
    done = samskab(*words, "--submitted", cwd=repo)
    assert (done.returncode, "uden --submitted" in done.stderr.decode().lower()) == (1, True)
    assert not list(repo.rglob("applications/0492*"))
    assert samskab(*words, cwd=repo).returncode == 0
    assert list(repo.rglob("applications/0492*"))


def test_of_two_files_without_a_time_neither_is_called_the_later(samskab, repo: Path) -> None:
    for name, aim in (("skema.csv", "Det gamle"), ("skema rettet.csv", "Det rettede")):
        (repo / name).write_text(f"Kommune;maal\nÆrø;{aim}\n", encoding="utf-8")
    options = ("--programme", KEY, "--write", "--format", "concise")
    done = samskab("intake", "skema.csv", "skema rettet.csv", *options, cwd=repo)
    assert done.returncode == 1
    assert "SK086" in done.stdout.decode()
    assert not list(repo.rglob("applications/0492*"))
    (repo / "skema rettet.csv").write_text("Kommune;maal\nÆrø;Det gamle\n", encoding="utf-8")
    assert samskab("intake", "skema.csv", "skema rettet.csv", *options, cwd=repo).returncode == 0
