"""Every command as people see it on a terminal: golden files at several widths, and what holds at every width."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len

from samskab.cli.app import COMMANDS
from samskab.cli.terminal import prepare_streams
from samskab.report.map.braille import terminal_map
from samskab.report.map.outlines import MapClass
from samskab.yaml.catalogue import load_language
from tests.folder_copies import copied
from tests.git_identity import OWN, git
from tests.golden_screens import FOLDER, WIDTHS, compare_text
from tests.paths import GOLDEN
from tests.program import seen

DECISION = "data/programmes/naboskab-2026/decisions/2026-04-27.yaml"
ODENSE = "data/programmes/naboskab-2026/applications/odense.yaml"
PROGRAMME = "data/programmes/naboskab-2026/programme.yaml"
SELECT = "select naboskab-2026 --seed lottotal --today 2026-04-27"
LINES = {
    "help": "",
    "help-select": "help select",
    "validate": "validate",
    "validate-all": "validate --level info",
    "select": SELECT,
    "select-why": f"{SELECT} --why all",
    "select-what-if": f"{SELECT} --what-if size=5",
    "rule": "rule SK311",
    "rule-words": "rule deadline",
    "status": "status naboskab-2026",
    "status-all": "status",
    "status-applications": "status naboskab-2026 --applications",
    "report": "report naboskab-2026 --to docx",
    "map": "map naboskab-2026 --out kort.pdf",
    "site": "site check --today 2026-05-01",
    "schedule": "schedule show naboskab-2026",
    "schedule-hosts": "schedule hosts naboskab-2026",
    "outbox": "outbox show naboskab-2026",
    "privacy": "privacy --today 2027-01-01",
    "outbox-missing": "outbox missing naboskab-2026",
    "template": "template list",
    "template-check": "template check",
    "decision-verify": f"decision verify {DECISION} --today 2026-05-01",
    "render": "render invitation --programme naboskab-2026 --for Odense --to txt --check",
    "set": f"set {ODENSE} counts.agent 7",
    "new": "new application --programme naboskab-2026 --municipality Esbjerg",
    "error-name": "new application --programme naboskab-2026 --municipality Esbjærg",
    "init": "init newly/made",
    "form": "form naboskab-2026 --to html --out forms",
    "intake": "intake rows.csv --programme naboskab-2026",
    "explain": "explain programme.selection.rules",
    "layout": "layout --help",
    "diff": "diff",
    "review": "review --help",
    "owners": "owners",
    "schema": "schema nothing",
    "rule-none": "rule hest",
    "error-command": "vaildate",
    "error-option": "validate --formatt text",
    "error-missing": "decision decide x.yaml",
    "error-choice": "validate --format xml",
    "error-second-word": "new",
}
"""Each command, and each kind of wrong use."""
OF_THIS_MACHINE = {"diff", "doctor"}
"""Commands that say how the machine or its git repository is, on which no golden file can stand."""
SLOW = [width for width in range(50, 201, 6) if width != 80]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden repository with mistakes in two files."""
    repo = copied(GOLDEN, tmp_path_factory.mktemp("screens") / "repo")
    for path, right, wrong in (
        (ODENSE, "timer: true", "timer: ja"),
        (ODENSE, "2026-02-12T10", "2026-02-42T10"),
        (ODENSE.replace("odense", "lolland"), "'0360'", "'0361'"),
    ):
        place = repo / path
        place.write_text(place.read_text("utf-8").replace(right, wrong), "utf-8")
    (repo / "rows.csv").write_text("Kommune;Ukendt\nOdense;x\n", "utf-8")
    return repo


def change_since_commit(repo: Path) -> None:
    """The repository in git, and then two values changed."""
    at = {"GIT_AUTHOR_DATE": "2026-04-01T12:00:00Z", "GIT_COMMITTER_DATE": "2026-04-01T12:00:00Z"}
    for words in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Data")):
        git(repo, *words, env={**OWN, **at})
    for path, old, new in ((ODENSE, "timer: true", "timer: false"), (PROGRAMME, "min: 4, max: 6", "min: 4, max: 5")):
        (repo / path).write_text((repo / path).read_text("utf-8").replace(old, new), "utf-8")


def prepared(home: Path, faulty: Path, name: str) -> Path:
    """The repository in which a line of `LINES` is tried."""
    place = faulty if name in {"validate", "validate-all", "intake"} else copied(GOLDEN, home / "repo")
    if name == "diff":
        change_since_commit(place)
    return place


def screen(home: Path, faulty: Path, name: str, width: int, colour: str = "never") -> str:
    """What a terminal of this width shows."""
    place = prepared(home, faulty, name)
    env = {"COLUMNS": str(width), "TERM": "xterm", "SAMSKAB_TODAY": "2026-04-20", "CI": "1"}  # no progress
    shown, code = seen([*LINES[name].split(), "--color", colour], place, env)
    assert code in {0, 1, 2}, shown
    if place != faulty:
        shutil.rmtree(place)
    return shown.replace(str(home), "").replace(str(faulty), "")


@pytest.mark.golden
@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize(
    ("width", "colour"),
    [
        pytest.param(width, colour, marks=[] if (width, colour) == (80, "never") else pytest.mark.slow)
        for width in WIDTHS
        for colour in ("never", "always")
    ],
)
def test_a_command_on_a_terminal(
    request: pytest.FixtureRequest, tmp_path: Path, faulty: Path, name: str, width: int, colour: str
) -> None:
    shown = screen(tmp_path, faulty, name, width, colour)
    check_screen(shown, width)
    ending = "-colour" if colour == "always" else ""
    update = request.config.getoption("--update-golden")
    compare_text(FOLDER / "commands" / f"{name}-{width}{ending}.txt", shown, update=update)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LINES))
def test_no_width_hides_or_breaks_a_word(tmp_path: Path, faulty: Path, name: str) -> None:
    """The map alone is left out where it has no room."""
    classes: dict[str, MapClass] = {"0101": "selected", "0461": "waiting", "0751": "rejected"}
    left_out = terminal_map(classes, Counter(classes.values()), 72, load_language("da"))
    wide = words_of(screen(tmp_path, faulty, name, 300)) - words_of(left_out)
    for width in SLOW:
        shown = screen(tmp_path, faulty, name, width)
        check_screen(shown, width)
        assert {word for word in wide - words_of(shown) if len(word) < width - 20} == set(), width


def test_every_command_is_looked_at() -> None:
    shown = {line.split()[0] for name, line in LINES.items() if line and not name.startswith("error")}
    assert shown | OF_THIS_MACHINE == set(COMMANDS)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850"])
def test_every_sign_on_a_screen_has_one_in_poorer_encodings(encoding: str) -> None:
    """Frames are drawn in ASCII there, and the map is left out."""
    prepare_streams()
    for file in sorted((FOLDER / "commands").glob("*-80.txt")):
        shown = re.sub("[\u2800-\u28ff╭╮╰╯]", "", file.read_text(encoding="utf-8"))
        assert "\\u" not in shown.encode(encoding, errors="samskab").decode(encoding), file.name


def check_screen(shown: str, width: int) -> None:
    """Nothing wider than the window, and no control character but colours."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", plain)
    assert [line for line in plain.splitlines() if cell_len(line) > width] == []


def words_of(shown: str) -> set[str]:
    """The words of a screen, without frames, the map, and source lines, which are cut where there is no room."""
    lines = (line for line in shown.splitlines() if not re.search(r"\d │ |^ +│ *\^", line))
    words = re.split(r"[\s│─╭╮╰╯]+", re.sub(r"[\u2800-\u28ff]+", " ", "\n".join(lines)))
    return {bare for word in words if (bare := word.strip(".,;:()"))}
